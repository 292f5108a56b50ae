import { changedVersions, failOnRegression, openExperiments } from './ci-scripts.ts';

/** The pipeline for GitLab: the same stages as the workflow for GitHub. The commands are run by the tests. */
export const gitlabPipeline = `# Written once by “stagemark ci gitlab”; it is yours from here on. Lines marked ADAPT are the ones to look at.
stages: [validate-prompts, run-experiments, regression, gates, staging, production]

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_COMMIT_BRANCH == "develop" # ADAPT: develop goes to staging, the default branch to production

default:
  image: node:22
  interruptible: true
  cache:
    key: {files: [package-lock.json]}
    paths: [.npm/]
  before_script:
    # ADAPT: however this project installs its tools; what counts is that “stagemark” is on the PATH afterwards.
    - if [ -f package-lock.json ]; then npm ci --cache .npm --prefer-offline; fi
    - export PATH="$PWD/node_modules/.bin:$PATH"
    - export BASE="origin/\${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-$CI_DEFAULT_BRANCH}"
    - git fetch --quiet origin "\${BASE#origin/}:refs/remotes/$BASE" || true

variables:
  GIT_DEPTH: "0" # versions and approvals are looked up in the history
  STAGE: Staging # ADAPT: the stage whose gates a changed prompt must pass before it is merged

validate-prompts:
  stage: validate-prompts
  timeout: 10 minutes
  script:
    - stagemark check --since "$BASE" --format gitlab > gl-code-quality-report.json || true
    - stagemark check --since "$BASE" --format junit > stagemark-check.xml || true
    - stagemark report --base "$BASE" > stagemark-report.md
    - stagemark verify --strict
    - stagemark check --since "$BASE"
  artifacts:
    when: always
    paths: [stagemark-report.md]
    reports:
      codequality: gl-code-quality-report.json
      junit: stagemark-check.xml

run-experiments:
  stage: run-experiments
  timeout: 1 hour
  script: # ADAPT: keys of your evaluation come from masked variables of the project
    - git config user.name "\${GITLAB_USER_NAME:-ci}"
    - git config user.email "\${GITLAB_USER_EMAIL:-ci@localhost}"
    - |
      ${openExperiments} > experiments.txt
      while IFS= read -r experiment; do
        stagemark run "$experiment" --jobs 2 < /dev/null || exit 1
      done < experiments.txt
  artifacts:
    paths: [experiments/] # ADAPT: the folder of experiments, when it is another

regression:
  stage: regression
  timeout: 10 minutes
  script:
    - |
      ${openExperiments} > experiments.txt
      failed=0
      while IFS= read -r experiment; do
        stagemark compare "$experiment" || continue # nothing recorded yet
        stagemark compare "$experiment" --format json > comparison.json
        ${failOnRegression} || failed=1
      done < experiments.txt
      exit "$failed"

gates:
  stage: gates
  timeout: 15 minutes
  script:
    - stagemark report --base "$BASE" --format json > report.json
    - mkdir -p gate-reports
    - |
      ${changedVersions} > versions.txt
      failed=0
      while IFS= read -r version; do
        stagemark gate "$version" --to "$STAGE" --format junit > "gate-reports/$version.xml" || failed=1
        stagemark gate "$version" --to "$STAGE" || failed=1
      done < versions.txt
      exit "$failed"
  artifacts:
    when: always
    reports:
      junit: gate-reports/*.xml

${deployJob('staging', '$CI_COMMIT_BRANCH == "develop"')}

${deployJob('production', '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH')}
`;

/** What is deployed is what the registry says is in the stages, as one file. */
function deployJob(target: string, condition: string): string {
	return `${target}:
  stage: ${target}
  rules:
    - if: ${condition}
  environment: ${target}${target === 'production' ? ' # ADAPT: protect it in the settings of the project' : ''}
  script:
    - stagemark verify --strict
    - stagemark registry export --output stagemark-manifest.json
    # ADAPT: hand the manifest to your deployment. Promoting stays a decision of people: “stagemark promote”.
    - if [ -x scripts/deploy.sh ]; then scripts/deploy.sh ${target} stagemark-manifest.json; fi
  artifacts:
    paths: [stagemark-manifest.json]`;
}
