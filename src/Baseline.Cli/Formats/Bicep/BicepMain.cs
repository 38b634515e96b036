using System.Text;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>The Bicep file that deploys others, each to its scope.</summary>
internal static class BicepMain
{
    /// <summary>Where the main file is deployed.</summary>
    public static DeploymentScope Scope(BicepLayout layout) =>
        layout.Modules.Select(module => module.Scope).FirstOrDefault(scope => scope.Kind == ScopeKind.ManagementGroup)
        ?? layout.Modules.Select(module => module.Scope).Select(Subscription).First();

    /// <summary>The file's text, from its scope on.</summary>
    public static string Text(PlannedWrites all, BicepLayout layout)
    {
        var text = new StringBuilder();
        text.Append("targetScope = '").Append(BicepFile.TargetScope(Scope(layout))).Append("'\n");
        foreach (var module in layout.Modules)
        {
            text.Append("\nmodule ").Append(module.Symbol).Append(' ').Append(BicepText.Quoted(module.FileName)).Append(" = {\n");
            text.Append("  scope: ").Append(Expression(module.Scope)).Append('\n');
            if (module.Parameters.Count > 0)
            {
                text.Append("  params: {\n");
                foreach (var value in module.Parameters)
                {
                    var name = all.NameOf(value);
                    var source = layout.ModuleOf(all.Find(value.Change))?.Symbol;
                    text.Append("    ").Append(name).Append(": ").Append(source).Append(".outputs.").Append(name).Append('\n');
                }

                text.Append("  }\n");
            }

            var needed = layout.Needed(module).ToList();
            if (needed.Count > 0)
            {
                text.Append("  dependsOn: [\n");
                foreach (var other in needed)
                {
                    text.Append("    ").Append(other.Symbol).Append('\n');
                }

                text.Append("  ]\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }

    private static DeploymentScope Subscription(DeploymentScope scope) =>
        scope.Kind == ScopeKind.ResourceGroup && scope.Id is { } group ? DeploymentScope.Of(group) : scope;

    private static string Expression(DeploymentScope scope) => scope switch
    {
        { Kind: ScopeKind.ResourceGroup, Id: { } id } =>
            $"resourceGroup({BicepText.Quoted(id.SubscriptionId ?? "")}, {BicepText.Quoted(id.ResourceGroup ?? "")})",
        { Kind: ScopeKind.Subscription, Id: { } id } => $"subscription({BicepText.Quoted(id.SubscriptionId ?? "")})",
        { Kind: ScopeKind.ManagementGroup, Id: { } id } => $"managementGroup({BicepText.Quoted(id.Name)})",
        _ => "tenant()",
    };
}
