package io.coffer.direct;

import com.nimbusds.jose.JWSObject;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids of straight uploads as clients see them: the uploads themselves, signed (JWS,
 * RFC 7515), so that any replica goes on with them and nothing is kept.
 */
@Component
class UploadIds {

	private static final String TYPE = "coffer-upload+json";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Signatures signatures;

	private final Clock clock;

	UploadIds(EncryptionKeys keys, Clock clock) {
		this.signatures = new Signatures(keys, KeyUse.UPLOADS, TYPE);
		this.clock = clock;
	}

	/**
	 * The id of an upload.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	String write(DirectUpload upload) {
		return this.signatures.sign(Map.of(), JSON.writeValueAsBytes(upload)).serialize();
	}

	/** The upload of an id that we have signed and that has not expired, or nothing. */
	Optional<DirectUpload> read(String id) {
		try {
			JWSObject signed = JWSObject.parse(id);
			return this.signatures.isOurs(signed)
					? Optional.of(JSON.readValue(signed.getPayload().toBytes(), DirectUpload.class))
						.filter((upload) -> this.clock.instant().isBefore(upload.expiresAt()))
					: Optional.empty();
		}
		catch (ParseException | IllegalArgumentException | JacksonException ex) {
			return Optional.empty();
		}
	}

}
