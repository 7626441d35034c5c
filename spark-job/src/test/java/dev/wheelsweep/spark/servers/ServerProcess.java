package dev.wheelsweep.spark.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server in a process of its own, which accepts connections to a port of the loopback address. */
public final class ServerProcess implements AutoCloseable {
    /** The loopback address. */
    public static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    private static final int FIRST_PORT = 20_000;

    /** Of Linux: net.ipv4.ip_local_port_range, unless it was changed. */
    private static final int FIRST_GIVEN_PORT = 32_768;

    private static final long PAUSE_MILLIS = 100;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** @return a port that no server uses, outside those that the system gives to other sockets until the server begins */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, FIRST_GIVEN_PORT)
                .filter(ServerProcess::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException used) {
            return false;
        }
    }

    /**
     * Waits until the server accepts connections.
     *
     * @param log gets what the server prints
     * @param command program and arguments
     * @throws IOException if the server ends before that
     */
    public static ServerProcess start(int port, Path log, List<?> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        command.stream().map(Object::toString).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (true) {
            try (Socket connected = new Socket(HOST, port)) {
                return new ServerProcess(process);
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("%s has ended, see %s".formatted(command.get(0), log), notYet);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
