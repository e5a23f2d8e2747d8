package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.Fleet.Member;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.vllm.ServedModels;
import dev.alluvium.settings.VllmConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of one model: each has a {@link ModelHost} of its own that follows what is desired. With every heartbeat they are
 * looked for and looked at: one that was restarted has lost its adapters and is given them again before anybody is sent there.
 */
public final class PodFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PodFleet.class);

    private final String model;
    private final VllmConfig config;
    private final PodParts parts;
    private final Events events;
    private final Fleet fleet;
    private final Map<URI, Driven> driven = new ConcurrentHashMap<>();

    private record Driven(Pod pod, PodLoader loader, Member member) {}

    /** What a fleet asks of the process around it. Calls return at once. */
    public interface Events {
        /** A host for a server, which has heard what is desired so far. */
        ModelHost joined(String pod, VersionLoader loader);

        /** A server is driven no more. */
        void left(String pod);

        /** A server failed, or a version on it. */
        void fault(VersionRefusal.Reason reason);

        /** A server had lost its adapters. */
        void restarted();
    }

    PodFleet(String model, VllmConfig config, PodParts parts, Events events, Clock clock) {
        this.model = model;
        this.config = config;
        this.parts = parts;
        this.events = events;
        this.fleet = new Fleet(clock, List.of());
    }

    /** Its replicas; servers come and go. */
    public Fleet fleet() {
        return fleet;
    }

    /** Why servers cannot be asked, by name; those that can be are left out. */
    public Map<String, VersionRefusal> faults() {
        Map<String, VersionRefusal> faults = new TreeMap<>();
        driven.values().forEach(each -> {
            VersionRefusal fault = each.pod().fault();
            if (fault != null) {
                faults.put(each.pod().name(), fault);
            }
        });
        return faults;
    }

    /** The heartbeat: finds servers and looks at each, none waiting for another. Returns at once. */
    public void beat() {
        if (config.service() == null) {
            follow(addresses());
        } else {
            execute(() -> follow(addresses()));
        }
        driven.values().forEach(this::watch);
        parts.streams().sweep(config.loadTimeout());
    }

    private Set<URI> addresses() {
        String service = config.service();
        if (service == null) {
            return Set.copyOf(config.pods().stream().map(URI::create).toList());
        }
        URI name = URI.create(service);
        List<URI> found = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(name.getHost())) {
                found.add(at(name, address.getHostAddress()));
            }
        } catch (UnknownHostException e) {
            LOG.atWarn().addKeyValue("model", model).log("{} has no address: no server is ready there", service);
        }
        return Set.copyOf(found);
    }

    private static URI at(URI name, String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return URI.create(name.getScheme() + "://" + host + (name.getPort() < 0 ? "" : ":" + name.getPort()));
    }

    private synchronized void follow(Set<URI> addresses) {
        addresses.stream().filter(address -> !driven.containsKey(address)).forEach(this::join);
        driven.keySet().stream()
                .filter(address -> !addresses.contains(address))
                .toList()
                .forEach(address -> leave(Objects.requireNonNull(driven.remove(address))));
    }

    private void join(URI address) {
        Pod pod = new Pod(
                address.getAuthority(), new PodClient(parts.http(), address, config), reason -> events.fault(reason));
        PodLoader loader = new PodLoader(model, pod, config, parts);
        ModelHost host = events.joined(pod.name(), loader);
        Member member = new Member(pod.name(), host, pod::up, pod.busy()::get);
        Driven each = new Driven(pod, loader, member);
        pod.onFailure(() -> watch(each));
        driven.put(address, each);
        fleet.add(member);
    }

    private void leave(Driven gone) {
        fleet.remove(gone.member());
        gone.member().host().close();
        events.left(gone.pod().name());
    }

    private void watch(Driven each) {
        if (!each.pod().tryWatch()) {
            return;
        }
        execute(() -> {
            try {
                look(each);
            } finally {
                each.pod().watched();
            }
        });
    }

    private void execute(Runnable job) {
        try {
            parts.executor().execute(job);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: servers are not looked at, this process stops", model);
        }
    }

    private void look(Driven each) {
        Pod pod = each.pod();
        VersionRefusal before = pod.fault();
        Set<String> held = pod.held();
        try {
            ServedModels shown = pod.client().models();
            Set<String> missing = pod.missing(held, shown);
            if (!missing.isEmpty() || before != null) {
                each.loader().metAnew();
            }
            if (!missing.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("model", model)
                        .log("{} has lost its adapters: they are loaded again", pod.name());
                events.restarted();
                each.member().host().lost(loaded -> loaded.isElsewhere(missing::contains));
                pod.lost(missing);
            }
            pod.answered();
        } catch (VersionRefusedException e) {
            if (before == null || before.reason() != e.refusal().reason()) {
                LOG.atWarn().addKeyValue("model", model).log("{}", e.refusal().detail());
                events.fault(e.refusal().reason());
            }
            pod.silenced(e.refusal());
        }
    }

    @Override
    public synchronized void close() {
        parts.streams().close();
        driven.values().forEach(each -> {
            each.loader().stop();
            each.member().host().close();
        });
    }
}
