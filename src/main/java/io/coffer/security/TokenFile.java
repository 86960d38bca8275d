package io.coffer.security;

import io.coffer.data.DataDirectory;
import io.coffer.problems.StartRefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code tokens.json} of the data directory: the hashes of the tokens that were
 * made over HTTP.
 */
@Component
class TokenFile {

	private static final String FILE = "tokens.json";

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final DataDirectory data;

	TokenFile(DataDirectory data) {
		this.data = data;
	}

	/**
	 * The tokens in the file by device; nothing if there is no file.
	 * @throws StartRefusedException if the file is damaged
	 */
	Map<DeviceName, IssuedToken> read() {
		try {
			return this.data.read(FILE)
				.map((content) -> Optional.ofNullable(JSON.readValue(content, Content.class)).orElseThrow().issued())
				.orElse(Map.of());
		}
		catch (RuntimeException ex) {
			throw new StartRefusedException("The device tokens in " + this.data.resolve(FILE)
					+ " cannot be read. Restore the file from a copy, or delete it and make new tokens.", ex);
		}
	}

	/** Replaces the file as a whole. */
	void write(Collection<IssuedToken> tokens) {
		this.data.write(FILE,
				JSON.writeValueAsBytes(new Content(tokens.stream()
					.sorted(Comparator.comparing((token) -> token.name().value()))
					.map(Entry::of)
					.toList())));
	}

	record Content(List<Entry> tokens) {

		Map<DeviceName, IssuedToken> issued() {
			return this.tokens.stream()
				.map(Entry::issued)
				.collect(Collectors.toUnmodifiableMap(IssuedToken::name, Function.identity()));
		}

	}

	record Entry(String name, String sha256, Instant createdAt) {

		static Entry of(IssuedToken token) {
			return new Entry(token.name().value(), token.hash().hex(), token.createdAt());
		}

		IssuedToken issued() {
			return new IssuedToken(DeviceName.of(this.name), TokenHash.parse(this.sha256).orElseThrow(),
					this.createdAt);
		}

	}

}
