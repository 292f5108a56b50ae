/** Which finding is to be silenced, and how far. */
export interface SuppressionWish {
	readonly rule: string;
	/** Where the finding starts. */
	readonly offset: number;
	readonly scope: 'line' | 'file';
}
