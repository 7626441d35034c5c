package dev.wheelsweep.core.input;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * One mapped range, and how to unmap it at once instead of when the garbage collector runs: a sweep maps millions of
 * files. JDK 22 and later have {@code Arena} for that and are losing {@code Unsafe}; JDK 17 has only {@code Unsafe}. Both
 * are reached through method handles, so that one class file serves all.
 *
 * @param bytes the mapped bytes; on JDK 22 and later only the thread that mapped them may read them
 * @param drop unmaps; reading {@link #bytes} afterwards fails or, before JDK 22, crashes
 */
record Mapping(ByteBuffer bytes, Runnable drop) {

    /** How this JDK maps and unmaps. */
    private interface Mapper {
        Mapping map(FileChannel channel, long offset, long length) throws Throwable;
    }

    private static final Mapper MAPPER = Runtime.version().feature() >= 22 ? arenaMapper() : unsafeMapper();

    static Mapping map(FileChannel channel, long offset, long length) throws IOException {
        try {
            return MAPPER.map(channel, offset, length);
        } catch (IOException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new LinkageError("mapping a file failed in a way no JDK documents", impossible);
        }
    }

    private static Mapper arenaMapper() {
        try {
            Class<?> arena = Class.forName("java.lang.foreign.Arena");
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle ofConfined = lookup.findStatic(arena, "ofConfined", MethodType.methodType(arena));
            MethodHandle map = lookup.findVirtual(
                    FileChannel.class,
                    "map",
                    MethodType.methodType(segment, MapMode.class, long.class, long.class, arena));
            MethodHandle asByteBuffer =
                    lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
            return (channel, offset, length) -> {
                AutoCloseable owner = (AutoCloseable) ofConfined.invoke();
                try {
                    Object mapped = map.invoke(channel, MapMode.READ_ONLY, offset, length, owner);
                    return new Mapping((ByteBuffer) asByteBuffer.invoke(mapped), () -> close(owner));
                } catch (Throwable failed) {
                    close(owner);
                    throw failed;
                }
            };
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("this JDK has no Arena", missing);
        }
    }

    private static void close(AutoCloseable arena) {
        try {
            arena.close();
        } catch (Exception impossible) {
            throw new LinkageError("Arena.close throws nothing checked", impossible);
        }
    }

    private static Mapper unsafeMapper() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            MethodHandle invokeCleaner = MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null));
            return (channel, offset, length) -> {
                MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, offset, length);
                return new Mapping(mapped, () -> clean(invokeCleaner, mapped));
            };
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("this JDK has no way to unmap a file", missing);
        }
    }

    private static void clean(MethodHandle invokeCleaner, ByteBuffer mapped) {
        try {
            invokeCleaner.invokeExact(mapped);
        } catch (Throwable impossible) {
            throw new LinkageError("the JDK refuses to unmap a buffer it mapped", impossible);
        }
    }
}
