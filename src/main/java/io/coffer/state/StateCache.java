package io.coffer.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.coffer.providers.S3Settings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What is known of the facts in the bucket in force. */
@Component
@EnableConfigurationProperties(StateProperties.class)
class StateCache {

	/** More than one Coffer needs at a time; what is left out is asked for again. */
	private static final int MOST = 20_000;

	private final StateProperties properties;

	private final Cache<Place, CachedFact> facts = Caffeine.newBuilder().maximumSize(MOST).build();

	StateCache(StateProperties properties) {
		this.properties = properties;
	}

	CachedFact fact(S3Settings bucket, String path) {
		return this.facts.get(new Place(bucket, path),
				(place) -> new CachedFact(this.properties.maxAge(), this.properties.maxStale(), System::nanoTime));
	}

	/** Knows nothing any more: another bucket is in force, and was prepared for that. */
	void clear() {
		this.facts.invalidateAll();
	}

	private record Place(S3Settings bucket, String path) {
	}

}
