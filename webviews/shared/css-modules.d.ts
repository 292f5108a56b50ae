/** Style sheets are imported for their side effect: esbuild gathers them into dist/webviews/<panel>.css. */
declare module '*.css';
