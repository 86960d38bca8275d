package io.coffer.storage;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows how full the {@link BufferPool} is and who waits for it. */
@Component
class BufferPoolMetrics implements MeterBinder {

	private final BufferPool pool;

	BufferPoolMetrics(BufferPool pool) {
		this.pool = pool;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("coffer.upload.buffer.used", this.pool, BufferPool::bytesInUse)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory that uploads hold")
			.register(registry);
		Gauge.builder("coffer.upload.buffer.capacity", this.pool, BufferPool::capacity)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory that all uploads together may hold")
			.register(registry);
		Gauge.builder("coffer.upload.buffer.waiting", this.pool, BufferPool::waiting)
			.description("Uploads that wait for a buffer")
			.register(registry);
		FunctionCounter.builder("coffer.upload.buffer.ended", this.pool, BufferPool::ended)
			.description("Uploads that were ended because others waited and had less")
			.register(registry);
	}

}
