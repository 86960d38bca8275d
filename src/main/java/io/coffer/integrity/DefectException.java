package io.coffer.integrity;

import java.io.IOException;

/** Ends the reading of an archive, and says why in words for the user. */
final class DefectException extends IOException {

	private final Defect flaw;

	DefectException(Defect flaw, String message) {
		super(message);
		this.flaw = flaw;
	}

	/** That nothing more can be checked, although nothing is known to be wrong. */
	static DefectException notCheckable(String message) {
		return new DefectException(Defect.NOT_CHECKABLE, message);
	}

	Defect flaw() {
		return this.flaw;
	}

	/** Whether the archive is proven wrong: what is only not known to be right is not. */
	boolean isDamage() {
		return this.flaw != Defect.NOT_CHECKABLE && this.flaw != Defect.LIMIT_EXCEEDED;
	}

}
