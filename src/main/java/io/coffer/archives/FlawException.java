package io.coffer.archives;

import java.io.IOException;

/** Ends the reading of an archive, and says why in words for the user. */
final class FlawException extends IOException {

	private final Flaw flaw;

	FlawException(Flaw flaw, String message) {
		super(message);
		this.flaw = flaw;
	}

	Flaw flaw() {
		return this.flaw;
	}

}
