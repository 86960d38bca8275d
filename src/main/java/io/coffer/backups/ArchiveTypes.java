package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The archive types that are accepted.
 *
 * @param extensions what names may end in, without the leading dot; where the format has
 * a mark, the content must bear it
 */
@Validated
@ConfigurationProperties("coffer.archives")
public record ArchiveTypes(@NotEmpty @DefaultValue( {
		"zip", "tar.gz", "tgz", "tar", "tar.zst", "zst", "7z", "bak",
		"gz" }) List<@Pattern(regexp = "[a-z0-9]{1,8}(\\.[a-z0-9]{1,8})?") String> extensions){

	private static final List<String> DETECTABLE = List.of("zip", "7z", "zst", "gz", "tar");

	/** The type that a file name ends in, the longest extension first. */
	Optional<ArchiveType> ofName(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return this.extensions.stream()
			.filter((extension) -> endsIn(lower, extension))
			.max(Comparator.comparingInt(String::length))
			.map(ArchiveType::of);
	}

	/**
	 * The type that a file name without a known extension must have, by its first bytes.
	 * @throws ProblemException {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	ArchiveType detect(ByteBuffer beginning) {
		return DETECTABLE.stream()
			.filter(this.extensions::contains)
			.map(ArchiveType::of)
			.filter((type) -> type.format().matches(beginning))
			.findFirst()
			.orElseThrow(() -> unsupported("The content is no archive that Coffer knows."));
	}

	/** The problem of an archive that is not accepted. */
	ProblemException unsupported(String detail) {
		return new ProblemException(ProblemType.UNSUPPORTED_ARCHIVE, detail)
			.hint("Accepted are: " + String.join(", ", this.extensions) + ".");
	}

	private static boolean endsIn(String name, String extension) {
		int dot = name.length() - extension.length() - 1;
		return dot >= 0 && name.charAt(dot) == '.' && name.endsWith(extension);
	}

}
