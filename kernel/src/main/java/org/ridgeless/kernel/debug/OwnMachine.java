package org.ridgeless.kernel.debug;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;

/** The connection to the debugging agent of this process, which {@code lab install --debugger} has Java start with. */
final class OwnMachine {

    private static final String ADDRESS = "sun.jdwp.listenerAddress";

    private OwnMachine() {}

    /**
     * Takes the one connection that the agent accepts.
     *
     * @throws IOException if it cannot be had, as when another program has taken it
     */
    static com.sun.jdi.VirtualMachine connect() throws IOException {
        String address = address();
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow(() -> new IOException("this Java has no debugger"));
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(address.substring(address.lastIndexOf(':') + 1));
        try {
            return connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    private static String address() throws IOException {
        try {
            VirtualMachine machine =
                    VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
            try {
                String address = machine.getAgentProperties().getProperty(ADDRESS);
                if (address == null) {
                    throw new IOException("no debugging agent listens in this process");
                }
                return address;
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }
}
