using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Estate → the control's part of a first document: the workspace that most settings export logs to. Where none is found it is all in
/// comments, which say why, because a document that names a workspace which is not there would block every change.
/// </summary>
internal sealed class Monitor008Starter(Estate estate, EstateScope scope)
{
    private const string Title = "# Every resource that has logs exports them.";

    /// <summary>The text.</summary>
    public string Write()
    {
        return MostUsed() is { } most
            ? $"  {Title}\n" + Rows($"{YamlText.Value(most.Text)}  # settings export to it already", "")
            : $"  {Title} No workspace was found that settings export logs to, so\n"
                + "  # that none is proposed: name one, and take the number signs away, to demand that, too.\n"
                + Rows(NamedType.Workspace.Example, "# ");
    }

    /// <summary>The text for logs of some types.</summary>
    /// <param name="parts">Each a type with a category, and <c>*</c> for all types.</param>
    public string Write(IReadOnlyList<string> parts)
    {
        string[] destination = MostUsed() is { } most
            ? [$"        workspace: {YamlText.Value(most.Text)}  # settings export to it already"]
            : ["        accept: any            # it counts wherever it goes; name a workspace, so that apply can export to it:",
                $"        # workspace: {NamedType.Workspace.Example}"];
        var types = parts.Where(part => part != TypePattern.Any).Select(part => part[..part.LastIndexOf('/')]).Distinct().ToList();
        List<string> rows =
        [
            "Monitor-008:",
            "  rules:                       # the first rule whose types match decides",
            .. types.Count == 0 ? Array.Empty<string>()
                :
                [
                    "    - types:",
                    .. types.Select(type => $"        - {type}"),
                    "      logs: allLogs",
                    "      destination:",
                    .. destination,
                ],
            .. !parts.Contains(TypePattern.Any) ? Array.Empty<string>()
                :
                [
                    $"    - types: [\"{TypePattern.Any}\"]",
                    "      logs: audit              # the category group; allLogs where a resource does not offer it",
                    "      destination:",
                    .. destination,
                ],
            "  except: [Microsoft.Insights/components]  # they log to a workspace already",
            "  settingName: baseline-logs   # the setting that apply creates where none can be completed",
        ];
        return $"  {Title}\n{string.Concat(rows.Select(row => $"  {row}\n"))}";
    }

    private static string Rows(string workspace, string sign)
    {
        string[] rows =
        [
            "Monitor-008:",
            "  rules:                       # the first rule whose types match decides",
            "    - types: [\"*\"]",
            "      logs: audit              # the category group; allLogs where a resource does not offer it",
            "      destination:",
            $"        workspace: {workspace}",
            "  except: [Microsoft.Insights/components]  # they log to a workspace already",
            "  settingName: baseline-logs   # the setting that apply creates where none can be completed",
        ];
        return string.Concat(rows.Select(row => $"  {sign}{row}\n"));
    }

    /// <summary>The workspace to which most settings export logs, as it is spelled where it lies; null where there is none.</summary>
    private ResourceId? MostUsed() => estate.OfType(TypeNames.DiagnosticSetting.ToLowerInvariant())
        .Where(setting => setting.Id.Parent is { SubscriptionId: not null } owner && scope.Covers(owner))
        .Select(setting => new DiagnosticSetting(setting))
        .Where(setting => setting.Logs.Any(row => row.Enabled))
        .SelectMany(setting => setting.Destinations)
        .Where(sink => sink.Kind == SinkKind.Workspace)
        .Select(sink => sink.Id is { } id ? estate.Find(id).Resource?.Id : null)
        .OfType<ResourceId>()
        .Where(NamedType.Workspace.CanName)
        .GroupBy(id => id)
        .OrderByDescending(same => same.Count())
        .ThenBy(same => same.Key)
        .FirstOrDefault()?.Key;
}
