package dev.alluvium.cli;

import java.util.List;

/** Commands that talk to an installation and need nothing but its address. */
final class ClientCommands {
    static final CommandGroup GROUP = new CommandGroup(
            List.of(
                    "stop",
                    "logs",
                    "status",
                    "push",
                    "probes",
                    "rejected",
                    "replay-dlq",
                    "versions",
                    "show",
                    "compare",
                    "history",
                    "promote",
                    "reject",
                    "rollback",
                    "drill",
                    "order",
                    "resume",
                    "freeze",
                    "requeue",
                    "forget",
                    "cancel",
                    "consolidate",
                    "ask",
                    "topics"),
            ClientCommands::type);

    private ClientCommands() {}

    private static Class<?> type(String name) {
        return switch (name) {
            case "stop" -> StopCommand.class;
            case "logs" -> LogsCommand.class;
            case "status" -> StatusCommand.class;
            case "push" -> PushCommand.class;
            case "probes" -> ProbesCommand.class;
            case "rejected" -> RejectedCommand.class;
            case "replay-dlq" -> ReplayDlqCommand.class;
            case "versions" -> VersionsCommand.class;
            case "show" -> ShowCommand.class;
            case "compare" -> CompareCommand.class;
            case "history" -> HistoryCommand.class;
            case "promote" -> PromoteCommand.class;
            case "reject" -> RejectCommand.class;
            case "rollback" -> RollbackCommand.class;
            case "drill" -> DrillCommand.class;
            case "order" -> OrderCommand.class;
            case "resume" -> ModelCommands.Resume.class;
            case "freeze" -> ModelCommands.Freeze.class;
            case "requeue" -> ModelCommands.Requeue.class;
            case "forget" -> ForgetCommand.class;
            case "cancel" -> ModelCommands.Cancel.class;
            case "consolidate" -> ModelCommands.Consolidate.class;
            case "ask" -> AskCommand.class;
            case "topics" -> TopicsCommand.class;
            default -> throw CommandGroup.unknown(name);
        };
    }
}
