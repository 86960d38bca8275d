import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store in a JVM of its own, as S3Proxy brings it: port, directory, access key id and secret. */
class Store {

	public static void main(String[] args) throws Exception {
		S3Proxy proxy = S3Proxy.builder()
			.blobStore(new FilesystemNio2BlobStore(args[1]))
			.endpoint(URI.create("http://127.0.0.1:" + args[0]))
			.awsAuthentication(AuthenticationType.AWS_V4, args[2], args[3])
			.ignoreUnknownHeaders(true)
			.jettyMaxThreads(256)
			.build();
		proxy.start();
		Thread.currentThread().join();
	}

}
