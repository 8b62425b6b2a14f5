package io.penstock.landscape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One environment, such as PRD, UAT or INT.
 *
 * @param clusters one or both of edit and live, in this order
 * @param throttle how gently this environment is read
 * @param roles database roles of higher environments and what they are called here
 * @param preserve rows of this environment that survive a sync into it
 * @param lifecycle what is done around a swap
 * @param undo how many replaced databases are kept, 0 or more
 * @param inProductionsZone whether its machines stand where raw data of production may rest, until it is pseudonymized in place
 * @param configurationSet what is set after every sync; absent when nothing is
 * @param forbiddenContacts what must not stand in it after a sync
 * @param prepared whether a refreshed copy is prepared for the cartridges before it is swapped in
 */
public record Environment(
        String name,
        Role role,
        Map<ClusterType, Cluster> clusters,
        Throttle throttle,
        Map<String, String> roles,
        List<PreservedRowsRule> preserve,
        Lifecycle lifecycle,
        int undo,
        boolean inProductionsZone,
        @Nullable ConfigurationSetSource configurationSet,
        List<ForbiddenContact> forbiddenContacts,
        boolean prepared) {

    /** What an environment is for. Nothing is ever refreshed into production. */
    public enum Role {
        PRODUCTION,
        TEST
    }

    public Environment {
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        preserve = List.copyOf(preserve);
        forbiddenContacts = List.copyOf(forbiddenContacts);
    }
}
