package dev.wheelsweep.spark.store;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.hadoop.util.ReflectionUtils;

/** Another file system, on which a process can die at any change. */
public final class MortalFileSystem extends FilterFileSystem {
    private static volatile Moment moment = path -> {};

    /** Is asked before every change. */
    interface Moment {
        /** @throws IOException if the process is dead */
        void before(Path changed) throws IOException;
    }

    /** Makes the file system of a scheme mortal. */
    static void wrap(String scheme, String impl, Configuration hadoop) {
        hadoop.set("fs.%s.impl".formatted(scheme), MortalFileSystem.class.getName());
        hadoop.set(inner(scheme), impl);
    }

    private static String inner(String scheme) {
        return "mortal.%s.impl".formatted(scheme);
    }

    static void use(Moment other) {
        moment = other;
    }

    static void before(Path changed) throws IOException {
        moment.before(changed);
    }

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        fs = (FileSystem) ReflectionUtils.newInstance(conf.getClass(inner(name.getScheme()), null), conf);
        fs.initialize(name, conf);
        super.initialize(name, conf);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        before(path);
        return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        before(from);
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (exists(path)) {
            before(path);
        }
        return super.delete(path, recursive);
    }
}
