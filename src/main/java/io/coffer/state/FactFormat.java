package io.coffer.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a fact is written: as a JWS in flattened JSON (RFC 7515, section 7.2.2), whose
 * protected header names the path, so that a copy elsewhere is no fact. One that holds
 * for nothing any more is {@code null}, since not every bucket lets objects be deleted.
 */
@Component
class FactFormat {

	private static final String TYPE = "coffer-state";

	private static final String PATH = "path";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Signatures signatures;

	FactFormat(EncryptionKeys keys) {
		this.signatures = new Signatures(keys, KeyUse.STATE, TYPE);
	}

	/** The object that says so, signed. */
	byte[] write(String path, byte[] json) {
		JWSObject signed = this.signatures.sign(Map.of(PATH, path), json);
		return JSON.writeValueAsBytes(new Flattened(signed.getHeader().toBase64URL().toString(),
				signed.getPayload().toBase64URL().toString(), signed.getSignature().toString()));
	}

	/** What a signed object says, or nothing if it is not ours, or not of that path. */
	Optional<Signed> read(String path, byte[] content) {
		try {
			@Nullable Flattened read = JSON.readValue(content, Flattened.class);
			if (read == null || read.header() == null || read.payload() == null || read.signature() == null) {
				return Optional.empty();
			}
			JWSObject object = new JWSObject(new Base64URL(read.header()), new Base64URL(read.payload()),
					new Base64URL(read.signature()));
			boolean ours = path.equals(object.getHeader().getCustomParam(PATH)) && this.signatures.isOurs(object);
			return ours ? Optional.of(new Signed(object.getPayload().toBytes(), this.signatures.isOfFirst(object)))
					: Optional.empty();
		}
		catch (JacksonException | ParseException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * What one of our keys has signed.
	 *
	 * @param json what it says
	 * @param lasting whether the key is the first one, which stays when others go
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Signed(byte[] json, boolean lasting) {
	}

	private record Flattened(@JsonProperty("protected") @Nullable String header, @Nullable String payload,
			@Nullable String signature) {
	}

}
