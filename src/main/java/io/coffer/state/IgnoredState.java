package io.coffer.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What lies where state is kept and is none, since none of our keys has signed it: others
 * may write to the bucket. It is told of once and counted.
 */
@Component
class IgnoredState {

	private static final int MOST = 1000;

	private static final Logger logger = LoggerFactory.getLogger(IgnoredState.class);

	private final Set<String> keys = ConcurrentHashMap.newKeySet();

	IgnoredState(MeterRegistry registry) {
		Gauge.builder("coffer.state.ignored", this.keys, Set::size)
			.description("Objects below .coffer/ that are ignored, since Coffer has not signed them")
			.register(registry);
	}

	void add(String key) {
		if (this.keys.size() < MOST && this.keys.add(key)) {
			logger.warn("{} in the bucket is ignored: no key of COFFER_ENCRYPTION_KEY has signed it", key);
		}
	}

	void remove(String key) {
		this.keys.remove(key);
	}

	void clear() {
		this.keys.clear();
	}

	/** Their keys, in order. */
	List<String> keys() {
		return this.keys.stream().sorted().toList();
	}

}
