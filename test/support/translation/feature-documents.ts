/**
 * Documents with something for every feature of the language server. Their own words are Portuguese, but for names and keys, so that
 * every other English word that is shown is one of ours.
 */
export const featureDocuments: Readonly<Record<string, string>> = {
	'prompts/resumo-v1.0.0.j2': `---
name: resumo
version: 1.0.0
inputs:
  texto: {type: string, description: O texto, trust: untrusted, max_tokens: 90}
---
system:
Resuma.

user:
{{ texto }}
`,
	'prompts/resumo-v2.0.0.j2': `---
name: resumo
version: 2.0.0
description: Resume um texto.
model: gpt-4-turbo
parameters: {temperature: 0}
template: jinja2
inputs:
  texto: {type: string, description: O texto, trust: untrusted, max_tokens: 90}
  tarefa: {type: string, default: resumir}
output: {format: text}
owner: equipe
tags: [resumo]
---
{% set alvo = 3 %}{% macro linha(parte) %}{{ parte | upper }}{% endmacro %}{% from "prompts/parte.j2" import outra %}
system:
{% if texto is defined %}{{ linha(tarefa) }} {{ alvo }}{% endif %}

user:
{% for item in texto %}{{ item | join(', ') }} {{ loop.index }}{% endfor %} {{ range(3) }} {{ semvalor }}
`,
	'prompts/parte.j2': '{% macro outra(valor) %}{{ valor }}{% endmacro %}\n',
	'prompts/livre.j2': 'Olá {{ nome }}.\n',
	'prompts/quebrado.j2': "---\nname: quebrado\n---\n{{ 1 + 'a' }}\n",
	'experiments/2025-01/exp-001-tom/hypothesis.md': 'Melhora.\n',
	'experiments/2025-01/exp-001-tom/methodology.yaml': `id: exp-001
name: Tom
status: running
hypothesis: hypothesis.md
dataset:
  path: datasets/casos.jsonl
  columns: {texto: coluna}
model: gpt-4-turbo
parameters: {temperature: 0.5}
variants:
  antes: {prompt: resumo@1.0.0, baseline: true, description: Como era.}
  depois: {prompt: resumo@Production}
  ultimo: {prompt: resumo}
metrics:
  acerto: {goal: maximize, primary: true, min_effect: 0.05}
decision: {alpha: 0.05, correction: holm}
run: {command: python avalia.py, seeds: [1]}
`,
	'datasets/casos.jsonl': '{"case": "a", "coluna": "x"}\n',
	'models/gpt-4-turbo.md': `---
name: gpt-4-turbo
version: 1.0.0
provider: openai
model: gpt-4-turbo
license: other
limits: {context_tokens: 128000, out_of_scope: [nada]}
evaluation:
  - {dataset: casos, metric: acerto, value: 0.9}
---
Prosa.
`,
	'embeddings/base.yaml': `name: base
version: 1.0.0
model: text-embedding-3-small
dimensions: 256
dataset: {path: datasets/casos.jsonl}
`,
	'pipelines/fluxo.yaml': `name: fluxo
version: 1.0.0
steps:
  - {prompt: resumo@2.0.0, model: gpt-4-turbo@1.0.0, embedding: base@1.0.0}
`,
	'registry/resumo.yaml': `name: resumo
stages: {Production: 2.0.0}
aliases: {atual: 2.0.0}
versions:
  2.0.0: {source: prompts/resumo-v2.0.0.j2, stage: Production}
requests:
  - {id: r1, version: 2.0.0, to: Production, by: Ana <ana@example.com>, at: 2025-01-01T00:00:00Z, reason: Sim, status: pending}
transitions: []
`,
	'stagemark.yaml': `prompts: ["prompts/**"]
stages: [None, Staging, Production, Archived]
promotion:
  Production:
    approvals: 1
    gates:
      - {metric: acerto, min: 0.85}
      - lint
git: {commit: true}
rules:
  unused-variable: info
  invalid-role: {severity: error}
`,
};
