package io.coffer.archives;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an archive is built: what its name ends in, what its first bytes look like, and how
 * it is read back.
 */
public enum ArchiveKind {

	ZIP(ArchiveFormat.ZIP, "application/zip", "zip"),

	GZIP(ArchiveFormat.GZIP, "application/gzip", "gz"),

	TAR_GZIP(ArchiveFormat.GZIP, "application/gzip", "tar.gz", "tgz"),

	ZSTD(ArchiveFormat.ZSTD, "application/zstd", "zst"),

	TAR_ZSTD(ArchiveFormat.ZSTD, "application/zstd", "tar.zst", "tzst"),

	TAR(ArchiveFormat.TAR, "application/x-tar", "tar"),

	SEVEN_ZIP(ArchiveFormat.SEVEN_ZIP, "application/x-7z-compressed", "7z"),

	/** Bytes of unknown structure. */
	OPAQUE(ArchiveFormat.UNMARKED, "application/octet-stream");

	private static final Map<String, ArchiveKind> BY_EXTENSION = Arrays.stream(values())
		.flatMap((kind) -> kind.extensions.stream().map((extension) -> Map.entry(extension, kind)))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

	private final ArchiveFormat format;

	private final String contentType;

	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> extensions;

	ArchiveKind(ArchiveFormat format, String contentType, String... extensions) {
		this.format = format;
		this.contentType = contentType;
		this.extensions = List.of(extensions);
	}

	/** The kind of archives whose names end in a dot and this, in lower case. */
	public static ArchiveKind ofExtension(String extension) {
		return BY_EXTENSION.getOrDefault(extension, OPAQUE);
	}

	/** What the bytes must look like. */
	public ArchiveFormat format() {
		return this.format;
	}

	/** The media type that the store keeps and downloads carry. */
	public String contentType() {
		return this.contentType;
	}

}
