package dev.wheelsweep.spark.servers;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** An HDFS of one data node in this JVM. */
public final class HdfsServer implements AutoCloseable {
    private final MiniDFSCluster cluster;

    /** @param folder that does not exist yet, for its blocks */
    public HdfsServer(Path folder) throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        // The cluster needs Hadoop's own local file system; another test of this JVM may have put ours into the cache.
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
        cluster.waitActive();
    }

    /** @return of a folder of this file system */
    public String address(String folder) {
        return "%s/%s".formatted(cluster.getURI(), folder);
    }

    @Override
    public void close() {
        cluster.shutdown();
    }
}
