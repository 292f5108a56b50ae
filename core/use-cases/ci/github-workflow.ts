import { changedVersions, failOnRegression, openExperiments } from './ci-scripts.ts';

/**
 * The workflow for GitHub Actions: validate prompts, run experiments, look for regressions, gates, staging, production. Every
 * step that runs a command runs in a shell as it stands, and is run by the tests.
 */
export const githubWorkflow = `# Written once by “stagemark ci github”; it is yours from here on. Lines marked ADAPT are the ones to look at.
name: Stagemark

on:
  pull_request:
  push:
    branches: [main, develop] # ADAPT: develop goes to staging, main to production

permissions:
  contents: read

concurrency:
  group: stagemark-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

env:
  # What the branch is compared with. Revisions reach the commands as variables only, never as text of a script.
  BASE: origin/\${{ github.base_ref || github.event.repository.default_branch }}
  # ADAPT: the stage whose gates a changed prompt must pass before it is merged.
  STAGE: Staging

jobs:
  validate-prompts:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      security-events: write # for the SARIF upload
    steps:
${checkoutSteps()}
      - name: Lint prompts, experiments and registry
        run: |
          stagemark check --since "$BASE" --format sarif > stagemark.sarif || true
          stagemark check --since "$BASE" --format junit > stagemark-check.xml || true
          stagemark check --since "$BASE" --format github
      - name: Verify the registry
        if: \${{ !cancelled() }}
        run: stagemark verify --strict
      - name: Report what changes
        if: \${{ !cancelled() }}
        run: stagemark report --base "$BASE" >> "$GITHUB_STEP_SUMMARY"
      - name: Show findings in the code
        # A pull request from a fork may not write there.
        if: \${{ !cancelled() && github.event.pull_request.head.repo.fork != true }}
        continue-on-error: true # private repositories need code scanning switched on
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: stagemark.sarif
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: validate-prompts
          path: stagemark-check.xml

  run-experiments:
    needs: validate-prompts
    runs-on: ubuntu-latest
    timeout-minutes: 60
    # Secrets are not given to forks, and a run costs money.
    if: \${{ github.event.pull_request.head.repo.fork != true }}
    steps:
${checkoutSteps()}
      - name: Run what is missing in running experiments
        env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }} # ADAPT: what your evaluation needs
        run: |
          git config user.name "\${GITHUB_ACTOR:-ci}"
          git config user.email "\${GITHUB_ACTOR:-ci}@users.noreply.github.com"
${indented(openExperiments, 10)} > experiments.txt
          while IFS= read -r experiment; do
            stagemark run "$experiment" --jobs 2 < /dev/null
          done < experiments.txt
      - uses: actions/upload-artifact@v4
        with:
          name: experiments
          path: experiments/ # ADAPT: the folder of experiments, when it is another

  regression:
    needs: run-experiments
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
${checkoutSteps()}
      - uses: actions/download-artifact@v4
        with:
          name: experiments
          path: experiments/
      - name: Compare with the baseline
        run: |
${indented(openExperiments, 10)} > experiments.txt
          failed=0
          while IFS= read -r experiment; do
            stagemark compare "$experiment" --format markdown >> "$GITHUB_STEP_SUMMARY" || continue # nothing recorded yet
            stagemark compare "$experiment" --format json > comparison.json
${indented(failOnRegression, 12)} || failed=1
          done < experiments.txt
          exit "$failed"

  gates:
    needs: regression
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
${checkoutSteps()}
      - uses: actions/download-artifact@v4
        with:
          name: experiments
          path: experiments/
      - name: Ask the gates for every changed version
        run: |
          stagemark report --base "$BASE" --format json > report.json
${indented(changedVersions, 10)} > versions.txt
          mkdir -p gate-reports
          failed=0
          while IFS= read -r version; do
            stagemark gate "$version" --to "$STAGE" --format junit > "gate-reports/$version.xml" || failed=1
            stagemark gate "$version" --to "$STAGE" || failed=1
          done < versions.txt
          exit "$failed"
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: gates
          path: gate-reports/

  staging:
    needs: gates
    if: \${{ github.event_name == 'push' && github.ref == 'refs/heads/develop' }}
    runs-on: ubuntu-latest
    environment: staging
    steps:
${checkoutSteps()}
${deploySteps('staging')}

  production:
    needs: gates
    if: \${{ github.event_name == 'push' && github.ref == 'refs/heads/main' }}
    runs-on: ubuntu-latest
    environment: production # ADAPT: give it required reviewers in the settings of the repository
    steps:
${checkoutSteps()}
${deploySteps('production')}
`;

/** Each job is a machine of its own. The whole history is needed: versions and approvals are looked up in it. */
function checkoutSteps(): string {
	return `      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm # ADAPT: your package manager; it needs a lock file
      - name: Install
        # ADAPT: however this project installs its tools; what counts is that “stagemark” is on the PATH afterwards.
        run: |
          if [ -f package-lock.json ]; then npm ci; fi
          echo "$PWD/node_modules/.bin" >> "$GITHUB_PATH"`;
}

/** What is deployed is what the registry says is in the stages, as one file. */
function deploySteps(target: string): string {
	return `      - name: Deploy what is in the stages
        run: |
          stagemark verify --strict
          stagemark registry export --output stagemark-manifest.json
          # ADAPT: hand the manifest to your deployment. Promoting stays a decision of people: “stagemark promote”.
          if [ -x scripts/deploy.sh ]; then scripts/deploy.sh ${target} stagemark-manifest.json; fi
      - uses: actions/upload-artifact@v4
        with:
          name: manifest-${target}
          path: stagemark-manifest.json`;
}

function indented(text: string, columns: number): string {
	return ' '.repeat(columns) + text;
}
