package org.ridgeless.kernel.interrupt;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.ridgeless.kernel.cell.CellExit;

/** What cells call instead of methods that would end the process, write past the notebook, or block for good. */
public final class Intercepts {

    private static final String OWN = Type.getInternalName(Intercepts.class);
    private static final Map<String, Handle> REPLACEMENTS = new HashMap<>();

    static {
        replaceStatic("java/lang/System", "exit", "(I)V");
        replace("java/lang/Runtime", "exit", "I", "V");
        replace("java/lang/Runtime", "halt", "I", "V");
        replace("java/lang/ProcessBuilder", "start", "", "Ljava/lang/Process;");
        replace("java/net/ServerSocket", "accept", "", "Ljava/net/Socket;");
        replace("java/net/Socket", "getInputStream", "", "Ljava/io/InputStream;");
    }

    private Intercepts() {}

    private static void replaceStatic(String owner, String name, String descriptor) {
        REPLACEMENTS.put(owner + name + descriptor, new Handle(Opcodes.H_INVOKESTATIC, OWN, name, descriptor, false));
    }

    private static void replace(String owner, String name, String parameters, String result) {
        String descriptor = "(L" + owner + ";" + parameters + ")" + result;
        REPLACEMENTS.put(
                owner + name + "(" + parameters + ")" + result,
                new Handle(Opcodes.H_INVOKESTATIC, OWN, name, descriptor, false));
    }

    /** The method to call instead, or null. */
    static Handle replacement(String owner, String name, String descriptor) {
        return REPLACEMENTS.get(owner + name + descriptor);
    }

    static boolean isExit(String name) {
        return name.equals("exit") || name.equals("halt");
    }

    static Handle replacement(Handle handle) {
        Handle found = replacement(handle.getOwner(), handle.getName(), handle.getDesc());
        boolean replaceable = handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_INVOKEVIRTUAL;
        return found == null || !replaceable ? handle : found;
    }

    public static void exit(int status) {
        throw new CellExit(status);
    }

    public static void exit(Runtime runtime, int status) {
        throw new CellExit(status);
    }

    public static void halt(Runtime runtime, int status) {
        throw new CellExit(status);
    }

    public static Process start(ProcessBuilder builder) throws IOException {
        return ChildProcess.start(builder);
    }

    public static Socket accept(ServerSocket server) throws IOException {
        return InterruptibleSockets.accept(server);
    }

    public static InputStream getInputStream(Socket socket) throws IOException {
        return InterruptibleSockets.input(socket);
    }
}
