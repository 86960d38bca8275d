package io.coffer.archives;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.validation.constraints.Pattern;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The archives that are accepted, by what their names end in and by their first bytes.
 *
 * @param extensions what names may end in, without the leading dot; any but those of
 * programs and pages if there are none
 */
@Validated
@ConfigurationProperties("coffer.archives")
public record ArchiveTypes(
		@DefaultValue List<@Pattern(regexp = "[a-z0-9]{1,16}(\\.[a-z0-9]{1,16}){0,3}") String> extensions) {

	/** What the name of a backup ends in, if that is accepted. */
	public Optional<ArchiveType> ofName(String name) {
		return extension(name).filter(this::accepts).map(ArchiveType::of);
	}

	/**
	 * Refuses a file that cannot be accepted, whatever it contains.
	 * @param filename what the file is called at the client, or null
	 * @throws ProblemException {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	public void admit(@Nullable String filename) {
		Optional<Extension> extension = extension(filename).filter(Extension::tells);
		if (extension.isPresent() && !accepts(extension.get())) {
			throw unsupported("The file's name ends in an extension that Coffer does not accept.");
		}
	}

	/**
	 * The type of a file: by its name if that tells it, else by its first bytes.
	 * @throws ProblemException {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	public ArchiveType of(@Nullable String filename, ByteBuffer beginning) {
		Optional<Extension> named = extension(filename);
		return named.filter(Extension::tells)
			.or(() -> ArchiveFormat.of(beginning).map(Extension::of).filter(this::accepts))
			.or(() -> named)
			.filter(this::accepts)
			.map(ArchiveType::of)
			.orElseThrow(
					() -> unsupported("Neither the file's name nor its content tells what kind of archive it is."));
	}

	/**
	 * The type of a file that nobody has seen yet: by its name if that tells it, else by
	 * the media type that its sender names.
	 * @throws ProblemException {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	public ArchiveType ofDeclared(@Nullable String filename, @Nullable String mediaType) {
		Optional<Extension> named = extension(filename);
		return named.filter(Extension::tells)
			.or(() -> ArchiveKind.ofMediaType(mediaType).map(Extension::of).filter(this::accepts))
			.or(() -> named)
			.filter(this::accepts)
			.map(ArchiveType::of)
			.orElseThrow(
					() -> unsupported("Neither the file's name nor its media type tells what kind of archive it is."));
	}

	/** The name of a file with the extension of its type, if it has none of its own. */
	public String complete(String filename, ArchiveType type) {
		boolean isComplete = extension(filename).filter(this::accepts)
			.filter((extension) -> extension.tells() || extension.text().equals(type.extension()))
			.isPresent();
		return isComplete ? filename : filename + "." + type.extension();
	}

	private ProblemException unsupported(String detail) {
		return new ProblemException(ProblemType.UNSUPPORTED_ARCHIVE, detail)
			.hint("Send the file's name as \"filename\": it ends in " + accepted() + ". "
					+ "Without it the content decides, if it is one of: " + told() + ".");
	}

	/** What names may end in, in words. */
	public String accepted() {
		return this.extensions.isEmpty()
				? "a dot and 1 to 16 letters and digits, such as zip, tar.gz or age, but not as programs and pages do"
				: "one of: " + String.join(", ", this.extensions);
	}

	private String told() {
		return Arrays.stream(ArchiveFormat.values())
			.filter((format) -> format != ArchiveFormat.UNMARKED)
			.map(Extension::of)
			.filter(this::accepts)
			.map(Extension::text)
			.collect(Collectors.joining(", "));
	}

	private Optional<Extension> extension(@Nullable String name) {
		return (name != null) ? Extension.of(name, this.extensions) : Optional.empty();
	}

	private boolean accepts(Extension extension) {
		return this.extensions.isEmpty() ? !extension.isProgramOrPage()
				: this.extensions.stream().anyMatch((accepted) -> ("." + extension.text()).endsWith("." + accepted));
	}

}
