package io.coffer.archives;

/** How an archive is built, as far as it matters to whoever checks it. */
public enum ArchiveKind {

	ZIP,

	GZIP,

	TAR_GZIP,

	ZSTD,

	TAR_ZSTD,

	TAR,

	SEVEN_ZIP,

	/** Bytes whose structure nobody knows. */
	OPAQUE;

	/** The kind of archives whose names end in a dot and this, in lower case. */
	public static ArchiveKind ofExtension(String extension) {
		return switch (extension) {
			case "zip" -> ZIP;
			case "gz" -> GZIP;
			case "tgz", "tar.gz" -> TAR_GZIP;
			case "zst" -> ZSTD;
			case "tar.zst" -> TAR_ZSTD;
			case "tar" -> TAR;
			case "7z" -> SEVEN_ZIP;
			default -> OPAQUE;
		};
	}

}
