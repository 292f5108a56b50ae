/** Prints the ids of experiments that are under way, one a line. Node is there wherever the command line runs. */
export const openExperiments = `stagemark experiment list --format json | node -e 'let t = ""; process.stdin.on("data", d => (t += d)).on("end", () => JSON.parse(t).experiments.filter(e => e.status === "running").forEach(e => console.log(e.id)))'`;

/** Ends with 1 when \`comparison.json\` shows a metric that became worse. */
export const failOnRegression = `node -e 'const worse = JSON.parse(require("fs").readFileSync("comparison.json", "utf8")).metrics.filter(m => m.verdict === "regressed"); worse.forEach(m => console.error(m.candidate + ": " + m.name + " regressed")); process.exit(worse.length > 0 ? 1 : 0)'`;

/** Prints NAME@VERSION of each prompt that \`report.json\` names as added or changed. */
export const changedVersions = `node -e 'JSON.parse(require("fs").readFileSync("report.json", "utf8")).prompts.filter(p => p.change !== "removed" && p.version).forEach(p => console.log(p.name + "@" + p.version))'`;
