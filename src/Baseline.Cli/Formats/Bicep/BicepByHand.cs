using System.Text;
using Baseline.Cli.Formats.OtherTools;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>What no Bicep file can do, as comments for the one who does it.</summary>
internal static class BicepByHand
{
    /// <summary>The comments; empty where nothing is left to do by hand.</summary>
    public static string Text(PlannedWrites all, BicepLayout layout)
    {
        if (layout.ByHand.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("\n// By hand, in the order of the numbers (`--format az` has each as a command):\n");
        foreach (var write in layout.ByHand)
        {
            text.Append("//\n// ").Append(write.Title).Append('\n');
            Append(text, layout.Obstacle(write) ?? "");
            var first = all.Needed(write).Select(needed => needed.Change.Id).ToList();
            if (first.Count > 0)
            {
                Append(text, $"First: {string.Join(", ", first)}.");
            }

            Append(text, What(write));
            if (write is { Kind: WriteKind.Part, HasObject: true })
            {
                var value = new NestedValue(new BicepSyntax(all, new BicepModule(all, write.Scope, all.All), write));
                foreach (var line in value.Members(write.Change.Body.EnumerateObject(), indent: 0).TrimEnd('\n').Split('\n'))
                {
                    Append(text, $"  {line}");
                }
            }
        }

        return text.ToString();
    }

    private static string What(PlannedWrite write) => write.Kind switch
    {
        WriteKind.Part => "Where the resource is declared, say so there:",
        WriteKind.Removal => $"Take it out where it is declared, and delete {Printable.Text(write.Change.Resource)}.",
        WriteKind.Whole or WriteKind.Action or WriteKind.Unclear =>
            $"{write.Change.Method} {Printable.Text(write.Change.Resource)}?api-version={Printable.Text(write.Change.ApiVersion)}",
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Not a kind of write."),
    };

    private static void Append(StringBuilder text, string line) => text.Append("//   ").Append(Printable.Text(line)).Append('\n');
}
