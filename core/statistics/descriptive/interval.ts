/** Lower and upper bound, in the unit of the quantity they enclose. */
export type Interval = readonly [low: number, high: number];
