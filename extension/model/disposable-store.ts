import type { Disposable } from 'vscode';

/** Owns disposables and releases them in reverse order of adding, once. */
export class DisposableStore implements Disposable {
	readonly #owned: Disposable[] = [];
	#isDisposed = false;

	/** Takes ownership and hands the value back; releases it at once when the store is already gone. */
	add<Owned extends Disposable>(disposable: Owned): Owned {
		if (this.#isDisposed) {
			disposable.dispose();
		} else {
			this.#owned.push(disposable);
		}
		return disposable;
	}

	dispose(): void {
		this.#isDisposed = true;
		for (const disposable of this.#owned.splice(0).reverse()) {
			disposable.dispose();
		}
	}
}
