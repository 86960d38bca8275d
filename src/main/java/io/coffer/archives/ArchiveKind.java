package io.coffer.archives;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

	/** Windows' browsers have names of their own for ZIP and gzip. */
	private static final Map<String, ArchiveKind> BY_MEDIA_TYPE = Map.of("application/zip", ZIP,
			"application/x-zip-compressed", ZIP, "application/gzip", GZIP, "application/x-gzip", GZIP,
			"application/zstd", ZSTD, "application/x-tar", TAR, "application/x-7z-compressed", SEVEN_ZIP);

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

	/**
	 * The kind that a media type names, parameters aside, as browsers and registries
	 * (IANA) write it; nothing where it tells none.
	 */
	static Optional<ArchiveKind> ofMediaType(@Nullable String mediaType) {
		String type = (mediaType != null) ? mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
		return Optional.ofNullable(BY_MEDIA_TYPE.get(type));
	}

	/** What names of such archives usually end in, without a dot. */
	String extension() {
		return this.extensions.get(0);
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
