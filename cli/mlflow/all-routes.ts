import { artifactRoutes } from './routes/artifacts.ts';
import { experimentRoutes } from './routes/experiments.ts';
import { metricRoutes } from './routes/metrics.ts';
import { promptRoutes } from './routes/prompts.ts';
import { runRoutes } from './routes/runs.ts';
import type { Route } from './route.ts';

/** Everything that is answered as JSON, by method and path. */
export const routes: ReadonlyMap<string, Route> = new Map(
	[...experimentRoutes, ...runRoutes, ...metricRoutes, ...artifactRoutes, ...promptRoutes].map(each => [
		`${each.method} ${each.path}`,
		each,
	]),
);
