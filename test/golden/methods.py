"""Makes methods.json: what numpy, scipy and statsmodels say of the methods that decide verdicts and gates, for core/statistics to agree with.

Run: python3 test/golden/methods.py > test/golden/methods.json
Needs scipy 1.17 and statsmodels 0.15. Methods that neither has are written down here from their sources, in another way than in
core/statistics: matrices instead of sums, root finding instead of closed forms, integrals instead of recursion.
"""

import itertools
import json
from math import comb

import numpy
import scipy
import statsmodels
from scipy import integrate, optimize, stats
from statsmodels.stats.power import TTestPower
from statsmodels.stats.weightstats import ttost_paired

random = numpy.random.default_rng(20260101)


def cr2(values, clusters):
    """clubSandwich: vcovCR(type = "CR2") and Satterthwaite degrees of freedom for an intercept, identity working model."""
    values = numpy.array(values)
    count = len(values)
    X = numpy.ones((count, 1))
    M = numpy.linalg.inv(X.T @ X)
    H = X @ M @ X.T
    residuals = values - X @ (M @ X.T @ values)
    variance = 0.0
    columns = []
    for group in dict.fromkeys(clusters):
        rows = numpy.array([cluster == group for cluster in clusters])
        inner = numpy.eye(rows.sum()) - H[numpy.ix_(rows, rows)]
        eigenvalues, vectors = numpy.linalg.eigh(inner)
        A = vectors @ numpy.diag(eigenvalues**-0.5) @ vectors.T
        score = M @ X[rows].T @ A @ residuals[rows]
        variance += float(score[0] ** 2)
        columns.append((numpy.eye(count) - H)[:, rows] @ A @ X[rows] @ M)
    G = numpy.hstack(columns)
    P = G.T @ G
    freedom = numpy.trace(P) ** 2 / (P**2).sum()
    return {"standardError": variance**0.5, "degreesOfFreedom": freedom}


def clustered(sizes):
    values = [round(float(value), 3) for value in random.normal(0.1, 1, sum(sizes))]
    clusters = [str(group) for group, size in enumerate(sizes) for _ in range(size)]
    return {"values": values, "clusters": clusters, **cr2(values, clusters)}


def tango(only_baseline, only_candidate, total):
    """By maximizing the likelihood of the multinomial under the supposed difference, numerically."""
    b, c, n = only_baseline, only_candidate, total

    def statistic(difference):
        def minus_log_likelihood(q):
            terms = [(b, q), (c, q + difference), (n - b - c, 1 - 2 * q - difference)]
            return -sum(k * numpy.log(max(p, 1e-300)) for k, p in terms if k > 0)

        low, high = max(0.0, -difference), (1 - difference) / 2
        if high - low < 1e-12:
            return (c - b - n * difference) / (n * (2 * low + difference * (1 - difference))) ** 0.5
        q = optimize.minimize_scalar(minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-13}).x
        candidates = [q, low, high]
        q = min(candidates, key=minus_log_likelihood)
        variance = n * (2 * q + difference * (1 - difference))
        return (c - b - n * difference) / variance**0.5

    z = stats.norm.ppf(0.975)
    estimate = (c - b) / n
    low = optimize.brentq(lambda d: statistic(d) - z, -1 + 1e-6, estimate - 1e-9)
    high = 1.0 if estimate == 1 else optimize.brentq(lambda d: statistic(d) + z, estimate + 1e-9, 1 - 1e-6)
    return {"onlyBaseline": b, "onlyCandidate": c, "total": n, "interval": [low, high]}


def hall(values):
    """Solves the cubic by root finding."""
    values = numpy.array(values)
    n = len(values)
    skewness = stats.skew(values) * (1 + 6 / n)
    reach = stats.t.ppf(0.975, n - 1)

    def transformed(t):
        r = skewness / n**0.5
        return t + r * t**2 / 3 + r**2 * t**3 / 27 + r / 6

    below = optimize.brentq(lambda t: transformed(t) - reach, -2000, 2000)
    above = -optimize.brentq(lambda t: transformed(t) + reach, -2000, 2000)
    return {"values": list(map(float, values)), "reach": reach, "below": below, "above": above}


def spending(fractions, alpha):
    """Lan-DeMets, O'Brien-Fleming kind: boundaries by multivariate normal probabilities."""

    def spent(t):
        return 2 * (2 - 2 * stats.norm.cdf(stats.norm.ppf(1 - alpha / 4) / t**0.5))

    boundaries = []
    for look, fraction in enumerate(fractions):
        covariance = [[(min(s, t) / max(s, t)) ** 0.5 for s in fractions[: look + 1]] for t in fractions[: look + 1]]

        def inside(z):
            upper = numpy.array([*boundaries, z])
            if len(upper) == 1:
                return 2 * stats.norm.cdf(z) - 1
            return stats.multivariate_normal(cov=covariance, seed=1, maxpts=100_000, abseps=1e-7, releps=1e-7).cdf(upper, lower_limit=-upper)

        boundaries.append(optimize.brentq(lambda z: 1 - inside(z) - spent(fraction), 1.5, 7.5, xtol=1e-7))
    return {"fractions": fractions, "boundaries": boundaries}


def anytime(fraction, alpha):
    """Root of the mixture likelihood ratio, integrated numerically."""
    logarithm = -2 * numpy.log(alpha)
    mixture = 1 / (logarithm + numpy.log(logarithm + 1))

    def log_ratio(z):
        s = z * fraction**0.5
        integrand = lambda theta: numpy.exp(theta * s - theta**2 * fraction / 2 + numpy.log(alpha)) * stats.norm.pdf(theta, 0, mixture**-0.5)
        return numpy.log(integrate.quad(integrand, -30, 30, points=[0, s / (fraction + mixture)], limit=500)[0])

    return {"fraction": fraction, "alpha": alpha, "z": optimize.brentq(log_ratio, 0.5, 8)}


def mcnemar_power(only_baseline, only_candidate, cases, alpha):
    """Every table, one by one."""
    p_values = {(b, m): stats.binomtest(b, m).pvalue for m in range(1, cases + 1) for b in range(m + 1)}
    power = 0.0
    for b, c in itertools.product(range(cases + 1), repeat=2):
        if b + c == 0 or b + c > cases:
            continue
        if p_values[b, b + c] < alpha:
            power += stats.multinomial.pmf([b, c, cases - b - c], cases, [only_baseline, only_candidate, 1 - only_baseline - only_candidate])
    return {"onlyBaseline": only_baseline, "onlyCandidate": only_candidate, "cases": cases, "alpha": alpha, "power": power}


def repeated(attempts, passes, k):
    subsets = list(itertools.combinations([1] * passes + [0] * (attempts - passes), k))
    return {
        "attempts": attempts,
        "passes": passes,
        "k": k,
        "any": sum(any(subset) for subset in subsets) / comb(attempts, k),
        "all": sum(all(subset) for subset in subsets) / comb(attempts, k),
    }


def tost(count, margin):
    baseline = [round(float(value), 3) for value in random.normal(0.7, 0.1, count)]
    candidate = [round(value + float(random.normal(0.01, 0.05)), 3) for value in baseline]
    p = ttost_paired(numpy.array(candidate), numpy.array(baseline), -margin, margin)[0]
    return {"baseline": baseline, "candidate": candidate, "margin": margin, "p": p}


def runs(run_count, case_count, shift):
    values = random.normal(0, 1, case_count)[None, :] + random.normal(0, 1, (run_count, case_count)) + random.normal(0, shift, run_count)[:, None]
    values = values.round(3)
    within = values.var(axis=0, ddof=1)
    most = case_count * (run_count - 1)
    freedom = min(most, max(1, 2 * case_count * within.mean() ** 2 / within.var(ddof=1)))
    between = values.mean(axis=1).var(ddof=1)
    p = stats.f.sf(between / (within.mean() / case_count), run_count - 1, freedom)
    variance, df = (between, run_count - 1) if run_count >= 3 and p < 0.25 else (within.mean() / case_count, freedom)
    ends = [variance * df / stats.chi2.ppf(share, df) for share in (0.975, 0.025)]
    return {
        "runs": values.tolist(),
        "deviation": variance**0.5,
        "interval": [end**0.5 for end in ends],
        "source": "between-runs" if variance == between else "within-cases",
    }


def gaffke(values, low, high, count=60_000):
    """The same bound by brute force over uniform spacings, for agreement to what chance leaves."""
    weights = random.dirichlet(numpy.ones(len(values) + 1), count)
    ends = [numpy.quantile(weights @ numpy.array([*values, end]), share) for end, share in ((low, 0.025), (high, 0.975))]
    return {"values": values, "range": [low, high], "interval": ends}


golden = {
    "versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": numpy.__version__},
    "clusterRobust": [clustered(sizes) for sizes in ([12, 9, 7, 6, 4, 3, 2, 2], [40, 5, 5, 3, 2, 1], [20] + [1] * 30, [4] * 6, [1] * 7)],
    "tango": [tango(*counts) for counts in [(5, 0, 10), (1, 0, 40), (3, 9, 100), (12, 2, 50), (0, 6, 6), (40, 30, 80)]]
    + [{"onlyBaseline": 0, "onlyCandidate": 0, "total": n, "interval": [-(Z := stats.norm.ppf(0.975) ** 2) / (n + Z), Z / (n + Z)]} for n in (6, 100)],
    "hall": [hall([1, 1.2, 0.9, 1.1, 3.5, 0.8, 1.3, 7.2, 1.0, 0.7]), hall([0.2, 0.9, 0.95, 1, 0.97, 0.99, 0.4, 0.98]), hall([-1, 1, -2, 2, -0.5, 0.5])],
    "spending": [spending(fractions, 0.05) for fractions in ([0.5, 1], [0.2, 0.5, 1], [1 / 3, 2 / 3, 1])],
    "anytime": [anytime(fraction, alpha) for fraction in (0.1, 0.5, 1, 2) for alpha in (0.05, 0.01)],
    "powerOfT": [
        {"effect": effect, "cases": cases, "alpha": alpha, "power": TTestPower().power(effect, cases, alpha)}
        for effect, cases, alpha in [(0.5, 10, 0.05), (0.5, 34, 0.05), (0.2, 199, 0.05), (0.3, 150, 0.0125), (1, 6, 0.05), (0.1, 20, 0.05)]
    ],
    "powerOfMcnemar": [mcnemar_power(*arguments) for arguments in [(0.05, 0.2, 60, 0.05), (0.1, 0.2, 40, 0.05), (0.0, 0.1, 60, 0.05), (0.1, 0.3, 50, 0.0125)]],
    "repeated": [repeated(*counts) for counts in [(5, 2, 3), (10, 0, 4), (10, 10, 4), (8, 7, 8), (6, 3, 1), (9, 5, 2)]],
    "tost": [tost(12, 0.05), tost(30, 0.03), tost(30, 0.01)],
    "runDeviation": [runs(2, 40, 0), runs(3, 25, 0), runs(5, 30, 1), runs(10, 20, 0.02)],
    "rangeInterval": [
        gaffke([0.0] * 28 + [-0.5, 0.25], -1.0, 1.0),
        gaffke([1.0] * 17 + [0.2, 0.4, 0.9], 0.0, 1.0),
        gaffke([0.0] * 30, -1.0, 1.0),
        gaffke([1.0] * 12 + [0.0] * 3, 0.0, 1.0),
    ],
}
print(json.dumps(golden, indent="\t", default=float))
