package io.coffer.backups;

/**
 * A kind of archive that is accepted.
 *
 * @param extension lower case, without the leading dot, such as {@code tar.gz}
 * @param contentType what the store keeps and downloads carry
 * @param format what the bytes must look like
 */
record ArchiveType(String extension, String contentType, ArchiveFormat format) {

	static ArchiveType of(String extension) {
		return switch (extension) {
			case "zip" -> new ArchiveType(extension, "application/zip", ArchiveFormat.ZIP);
			case "gz", "tgz", "tar.gz" -> new ArchiveType(extension, "application/gzip", ArchiveFormat.GZIP);
			case "zst", "tar.zst" -> new ArchiveType(extension, "application/zstd", ArchiveFormat.ZSTD);
			case "tar" -> new ArchiveType(extension, "application/x-tar", ArchiveFormat.TAR);
			case "7z" -> new ArchiveType(extension, "application/x-7z-compressed", ArchiveFormat.SEVEN_ZIP);
			default -> new ArchiveType(extension, "application/octet-stream", ArchiveFormat.UNMARKED);
		};
	}

}
