package io.coffer.archives;

/**
 * What the name of a backup says about its content.
 *
 * @param extension lower case, without the leading dot, such as {@code tar.gz}
 * @param kind how such archives are built
 */
public record ArchiveType(String extension, ArchiveKind kind) {

	public static ArchiveType of(Extension extension) {
		return new ArchiveType(extension.text(), ArchiveKind.ofExtension(extension.text()));
	}

}
