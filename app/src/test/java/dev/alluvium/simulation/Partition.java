package dev.alluvium.simulation;

import java.util.ArrayList;
import java.util.List;

/** One partition of a topic. */
record Partition(Channel channel, int number) {
    static List<Partition> of(Channel... channels) {
        List<Partition> partitions = new ArrayList<>();
        for (Channel channel : channels) {
            for (int number = 0; number < channel.partitions(); number++) {
                partitions.add(new Partition(channel, number));
            }
        }
        return partitions;
    }

    @Override
    public String toString() {
        return channel + "-" + number;
    }
}
