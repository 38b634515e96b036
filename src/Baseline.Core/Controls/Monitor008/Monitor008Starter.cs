using Baseline.Azure;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// The control's part of a first document: all in comments, because it is about every resource and most estates begin smaller.
/// </summary>
internal static class Monitor008Starter
{
    /// <summary>The text.</summary>
    public static string Text { get; } =
        $$"""
          # Every resource that has logs exports them. Take the number signs away to demand that, too.
          # Monitor-008:
          #   rules:                       # the first rule whose types match decides
          #     - types: ["*"]
          #       logs: audit              # the category group; allLogs where a resource does not offer it
          #       destination:
          #         workspace: {{NamedType.Workspace.Example}}
          #   except: [Microsoft.Insights/components]  # they log to a workspace already
          #   settingName: baseline-logs   # the setting that apply creates where none can be completed

        """;
}
