/** What MLflow's clients tell apart, with the status that goes with each. */
const statuses = {
	BAD_REQUEST: 400,
	ENDPOINT_NOT_FOUND: 404,
	INTERNAL_ERROR: 500,
	INVALID_PARAMETER_VALUE: 400,
	PERMISSION_DENIED: 403,
	RESOURCE_ALREADY_EXISTS: 400,
	RESOURCE_DOES_NOT_EXIST: 404,
	RESOURCE_EXHAUSTED: 413,
} as const;

/** Ends a request with an answer in the shape that MLflow's clients read. */
export class MlflowError extends Error {
	readonly code: keyof typeof statuses;

	constructor(code: keyof typeof statuses, message: string) {
		super(message);
		this.code = code;
	}

	get status(): number {
		return statuses[this.code];
	}

	/** As MLflow's own server answers. */
	get body(): { readonly error_code: string; readonly message: string } {
		return { error_code: this.code, message: this.message };
	}
}
