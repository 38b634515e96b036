using System.Text;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Standards;
using Baseline.Yaml;

namespace Baseline.Initiating;

/// <summary>
/// Estate → a first document, with comments, in the layout that the formatter leaves alone. Each control writes its own part. Pure.
/// </summary>
/// <param name="catalogue">The controls of the tool.</param>
public sealed class FirstDocument(ControlCatalogue catalogue)
{
    private const string Header =
        """
        # What must hold for logging in Azure. `baseline plan` shows what differs, `baseline apply` closes the difference.
        # `baseline init` proposed it from what it read. It is yours now: change it, and check it with `baseline validate`.
        # Editors complete and check it with the schema that `baseline schema` prints.

        """;

    private const string Begin =
        """
        apiVersion: baseline/v1
        kind: Baseline
        metadata:
          name: azure-logging

        scope:

        """;

    private const string Exclusions =
        """
          # exclude:                          # an entry excludes what matches all of its fields
          #   - resourceGroup: rg-sandbox-*
          #   - tag: environment=sandbox

        controls:

        """;

    private const string Limits =
        """
        #     reason: Decommissioned in January
        #     owner: team-payments
        #     expires: 2027-01-31
        exemptions: []

        # A plan beyond a limit is shown, and refused by apply.
        limits:
          maxChanges: 50
          maxChangedPercent: 30                 # of the resources judged

        """;

    /// <summary>The text.</summary>
    /// <param name="estate">What was read.</param>
    /// <param name="tenant">Whether the document is to cover the tenant.</param>
    /// <param name="subscriptions">The GUIDs that it is to cover; none: those of the estate.</param>
    /// <param name="today">The day, in UTC.</param>
    /// <param name="schema">The schema by which editors complete it, as a path from the document; null: it is named nowhere.</param>
    /// <param name="standard">
    /// The standard that it is to cover as far as controls can hold it, and no more; null: it proposes every control.
    /// </param>
    public string Write(
        Estate estate,
        bool tenant,
        IReadOnlyList<string> subscriptions,
        DateOnly today,
        string? schema = null,
        Standard? standard = null)
    {
        IReadOnlyList<string> wanted = tenant ? []
            : subscriptions.Count > 0 ? [.. subscriptions.Select(guid => guid.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)]
            : [.. estate.Subscriptions.Where(subscription => !subscription.IsOnlyReferenced).Select(subscription => subscription.Id)];
        var settings = new ScopeSettings(wanted.Count == 0, [], wanted, []);
        var scope = new EstateScope(settings, estate);
        var text = new StringBuilder(schema is null ? "" : $"# yaml-language-server: $schema={schema}\n");
        text.Append(Header).Append(standard is null ? "" : CoverageOf(standard)).Append(Begin);
        WriteScope(text, settings, estate);
        text.Append(Exclusions);
        text.AppendJoin('\n', standard is null
            ? catalogue.All.Select(definition => definition.Starter(estate, scope, today))
            : Covering(standard).Select(one => one.Definition.StarterOf(estate, scope, today, one.Parts)));
        WriteExemptions(text);
        return text.Append(Limits).ToString();
    }

    private static string CoverageOf(Standard standard) =>
        $"# It asks for what {standard.Id} asks for, as far as a control can hold that: `baseline controls --standard {standard.Id}`\n"
            + "# shows what that is, and what is left out and why.\n";

    /// <summary>The controls that hold what a standard asks for, with the parts of each.</summary>
    private IEnumerable<(ControlDefinition Definition, IReadOnlyList<string> Parts)> Covering(Standard standard)
    {
        foreach (var definition in catalogue.All)
        {
            if (StandardCatalogue.Product.PartsOf(definition.Id, standard) is { } parts)
            {
                yield return (definition, parts);
            }
        }
    }

    private static void WriteScope(StringBuilder text, ScopeSettings scope, Estate estate)
    {
        if (scope.Tenant)
        {
            text.Append("  tenant: true                          # every subscription that can be read\n");
            return;
        }

        text.Append("  subscriptions:\n");
        foreach (var guid in scope.Subscriptions)
        {
            var name = YamlText.Comment(estate.Subscription(guid)?.DisplayName ?? "");
            text.Append("    - ").Append(YamlText.Value(guid)).Append(name.Length > 0 ? $"  # {name}" : "").Append('\n');
        }
    }

    private void WriteExemptions(StringBuilder text)
    {
        text.Append("\n# What is exempt, until when, and by whom. An entry:\n");
        if (catalogue.All is [var first, ..])
        {
            var type = first.Exempts.Types.Count > 0 ? first.Exempts.Types[0] : "TYPE";
            text.Append("#   - control: ").Append(first.Id).Append('\n')
                .Append("#     resource: /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/").Append(type).Append("/NAME\n");
        }
    }
}
