package dev.wheelsweep.spark.store;

import dev.wheelsweep.spark.dataset.SyncedFileSystem;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/** The local file system, of which one folder is on a {@link PowerCutDisk}. Any change or listing there can fail. */
public final class PowerCutFileSystem extends RawLocalFileSystem implements SyncedFileSystem {
    private static volatile PowerCutDisk disk;

    static void use(PowerCutDisk other) {
        disk = other;
    }

    /** The same for callers of Hadoop's other interface. */
    public static final class Context extends DelegateToFileSystem {
        Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
            super(uri, new PowerCutFileSystem(), hadoop, "file", false);
        }
    }

    private boolean isWatched(Path path) {
        return disk.has(local(path));
    }

    private java.nio.file.Path local(Path path) {
        return pathToFile(path).toPath();
    }

    private void before(Path path) throws IOException {
        if (isWatched(path)) {
            MortalFileSystem.before(path);
        }
    }

    @Override
    protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
        return opened(path, append, null);
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
            throws IOException {
        return opened(path, append, permission);
    }

    private OutputStream opened(Path path, boolean append, FsPermission permission) throws IOException {
        before(path);
        File file = pathToFile(path);
        boolean existed = file.exists();
        OutputStream out = super.createOutputStreamWithMode(path, append, permission);
        if (!isWatched(path)) {
            return out;
        }
        if (!existed) {
            disk.made(file.toPath());
        } else if (!append) {
            disk.truncated(file.toPath());
        }
        return new Watched(out, path, file.toPath());
    }

    private static final class Watched extends FilterOutputStream implements Syncable, StreamCapabilities {
        private final Path path;
        private final java.nio.file.Path file;

        Watched(OutputStream out, Path path, java.nio.file.Path file) {
            super(out);
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            MortalFileSystem.before(path);
            out.write(bytes, offset, length);
            disk.written(file);
        }

        @Override
        public void hflush() throws IOException {
            out.flush();
        }

        @Override
        public void hsync() throws IOException {
            MortalFileSystem.before(path);
            out.flush();
            disk.sync(file);
        }

        @Override
        public boolean hasCapability(String capability) {
            return capability.equals(StreamCapabilities.HSYNC);
        }
    }

    @Override
    protected boolean mkOneDirWithMode(Path path, File file, FsPermission permission) throws IOException {
        if (file.exists()) {
            return super.mkOneDirWithMode(path, file, permission);
        }
        before(path);
        boolean made = super.mkOneDirWithMode(path, file, permission);
        if (made && isWatched(path)) {
            disk.made(file.toPath());
        }
        return made;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (!isWatched(from)) {
            return super.rename(from, to);
        }
        before(from);
        if (!exists(from) || !exists(to.getParent())) {
            return false;
        }
        disk.move(local(from), local(to));
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (!isWatched(path)) {
            return super.delete(path, recursive);
        }
        if (!exists(path)) {
            return false;
        }
        before(path);
        if (!recursive && getFileStatus(path).isDirectory() && super.listStatus(path).length > 0) {
            throw new IOException("Directory %s is not empty".formatted(path));
        }
        disk.remove(local(path));
        return true;
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        before(path);
        return super.listStatus(path);
    }

    @Override
    public void sync(Path path) throws IOException {
        before(path);
        if (isWatched(path)) {
            disk.sync(local(path));
        }
    }
}
