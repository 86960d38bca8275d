package io.coffer.integrity;

import java.io.IOException;

/** Ends the reading of an archive, and says why in words for the user. */
final class DefectException extends IOException {

	private final Defect defect;

	DefectException(Defect defect, String message) {
		super(message);
		this.defect = defect;
	}

	/** A part of the archive and the directory contradict each other. */
	static DefectException directoryMismatch(String message) {
		return new DefectException(Defect.DIRECTORY_MISMATCH, message);
	}

	/** That nothing more can be checked, although nothing is known to be wrong. */
	static DefectException notCheckable(String message) {
		return new DefectException(Defect.NOT_CHECKABLE, message);
	}

	Defect defect() {
		return this.defect;
	}

	/** Whether the archive is proven wrong: what is only not known to be right is not. */
	boolean isDamage() {
		return this.defect != Defect.NOT_CHECKABLE && this.defect != Defect.LIMIT_EXCEEDED;
	}

}
