package io.coffer.integrity;

import java.io.IOException;

/** Ends the reading of an archive, and says why in words for the user. */
final class FlawException extends IOException {

	private final Flaw flaw;

	FlawException(Flaw flaw, String message) {
		super(message);
		this.flaw = flaw;
	}

	/** That nothing more can be checked, although nothing is known to be wrong. */
	static FlawException notCheckable(String message) {
		return new FlawException(Flaw.NOT_CHECKABLE, message);
	}

	Flaw flaw() {
		return this.flaw;
	}

	/** Whether the archive is proven wrong: what is only not known to be right is not. */
	boolean isDamage() {
		return this.flaw != Flaw.NOT_CHECKABLE && this.flaw != Flaw.LIMIT_EXCEEDED;
	}

}
