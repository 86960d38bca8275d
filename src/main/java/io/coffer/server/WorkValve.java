package io.coffer.server;

import io.coffer.limits.ShareKey;
import io.coffer.limits.Work;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Makes each request a work that others can end, even while it waits for its client. */
class WorkValve extends ValveBase {

	WorkValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		Runnable wake = () -> PatientProcessor.waitNoMore(request.getCoyoteRequest(),
				response.isCommitted() && !response.isClosed());
		try (Work work = Work.begin(ShareKey.STRANGERS, wake)) {
			getNext().invoke(request, response);
		}
	}

}
