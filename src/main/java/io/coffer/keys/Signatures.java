package io.coffer.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Map;

/**
 * Signs for one use (JWS with HS256, RFC 7515), and knows what was signed so. The header
 * names the key by its fingerprint, and what is signed by its type, so that nothing
 * passes for something else.
 */
public final class Signatures {

	private final EncryptionKeys keys;

	private final KeyUse use;

	private final JOSEObjectType type;

	/**
	 * Signs and verifies.
	 * @param type the header parameter {@code typ} of everything of that use
	 */
	public Signatures(EncryptionKeys keys, KeyUse use, String type) {
		this.keys = keys;
		this.use = use;
		this.type = new JOSEObjectType(type);
	}

	/**
	 * Signs with the first key.
	 * @param more what else the protected header says
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	public JWSObject sign(Map<String, Object> more, byte[] payload) {
		EncryptionKey key = this.keys.first();
		JWSObject signed = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.HS256).type(this.type)
			.keyID(key.fingerprint())
			.customParams(more)
			.build(), new Payload(payload));
		try {
			signed.sign(new MACSigner(key.derive(this.use)));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Every Java runtime has HMAC with SHA-256", ex);
		}
		return signed;
	}

	/**
	 * Whether one of our keys has signed it, for this use and with this type, and by no
	 * other algorithm.
	 */
	public boolean isOurs(JWSObject object) {
		JWSHeader header = object.getHeader();
		return JWSAlgorithm.HS256.equals(header.getAlgorithm()) && this.type.equals(header.getType())
				&& header.getKeyID() != null
				&& this.keys.of(header.getKeyID()).filter((key) -> verifies(key, object)).isPresent();
	}

	/** Whether what is ours was signed with the key that is used now. */
	public boolean isOfFirst(JWSObject object) {
		return this.keys.first().fingerprint().equals(object.getHeader().getKeyID());
	}

	private boolean verifies(EncryptionKey key, JWSObject object) {
		try {
			return object.verify(new MACVerifier(key.derive(this.use)));
		}
		catch (JOSEException ex) {
			return false;
		}
	}

}
