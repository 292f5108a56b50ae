import type { ComponentRule } from '../rule.ts';

export const incompleteModelCard: ComponentRule = {
	id: 'incomplete-model-card',
	appliesTo: 'component',
	summary: 'a model card without a licence or without limits.',
	severity: 'info',
	group: 'component',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Mitchell et al., Model Cards for Model Reporting, https://arxiv.org/abs/1810.03993; model cards of Hugging Face, https://huggingface.co/docs/hub/model-cards.',

	*check(card) {
		if (card.kind !== 'model' || !card.yaml.isComplete) return;
		const missing = (['license', 'limits'] as const).filter(key => !isSaid(card.value?.[key]));
		if (card.value === undefined || missing.length === 0) return;
		const words = missing.map(key => `“${key}”`).join(' and no ');
		const start = card.yaml.offset;
		const lineLength = /[^\r\n]*/.exec(card.yaml.text)?.[0].length ?? 0;
		yield {
			range: { start, end: start + lineLength },
			message: `This model card has no ${words}, so readers cannot see ${missing.map(key => questions[key]).join(' and ')}. Add ${missing.length === 1 ? 'it' : 'them'} to the front matter.`,
		};
	},
};

const questions = { license: 'whether the model may be used', limits: 'what it accepts and what it is not meant for' };

function isSaid(value: unknown): boolean {
	return Array.isArray(value) || typeof value === 'string' ? value.length > 0 : value !== undefined;
}
