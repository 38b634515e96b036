using System.Globalization;
using System.Text.RegularExpressions;
using Baseline.Cli.Formats.OtherTools;
using Baseline.Cli.Output;
using Baseline.Diagnostics;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>
/// The changes of a plan in Bicep, for those who deploy with it: one file where all lie in one scope, otherwise one for each and a main
/// file that deploys them in order.
/// </summary>
public sealed partial class BicepFormat : IFolderFormat
{
    private const string Main = "main.bicep";
    private const string PartHeading = $"// Deployed by {Main}.";

    /// <inheritdoc/>
    public string MainFile => Main;

    /// <inheritdoc/>
    public string Name => "bicep";

    /// <inheritdoc/>
    /// <exception cref="DiagnosticException">One file does not suffice.</exception>
    public string Render(PlanView view) => Files(view) switch
    {
        [var only] => only.Content,
        var files => throw new DiagnosticException(new Diagnostic(
            Severity.Error,
            "BL0018",
            "More than one Bicep file",
            $"The changes lie in several scopes, or need each other's values, and Bicep has a file for each: {files.Count} files.",
            "Name a folder for them: --format bicep=FOLDER.")),
    };

    /// <inheritdoc/>
    public bool BeginsWith(string line) => line == PartHeading || Heading().IsMatch(line);

    /// <inheritdoc/>
    public IReadOnlyList<FolderFile> Files(PlanView view)
    {
        var all = new PlannedWrites(view);
        var layout = new BicepLayout(all);
        var byHand = BicepByHand.Text(all, layout);
        var heading = $"// {all.Heading}{(layout.ByHand.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {layout.ByHand.Count} of them by hand") : "")}.\n";
        return layout.Modules switch
        {
            [] => [new FolderFile(Main, heading + byHand)],
            [var only] => [new FolderFile(Main, heading + Deploy(only.Scope) + BicepFile.Text(all, layout, only) + byHand)],
            var modules =>
            [
                new FolderFile(Main, heading + Deploy(BicepMain.Scope(layout)) + BicepMain.Text(all, layout) + byHand),
                .. modules.Select(module => new FolderFile(
                    module.FileName, $"{PartHeading}\n{BicepFile.Text(all, layout, module)}")),
            ],
        };
    }

    private static string Deploy(DeploymentScope scope)
    {
        var command = scope switch
        {
            { Kind: ScopeKind.ResourceGroup, Id: { } id } =>
                $"group create --subscription {Word(id.SubscriptionId)} --resource-group {Word(id.ResourceGroup)}",
            { Kind: ScopeKind.Subscription, Id: { } id } => $"sub create --subscription {Word(id.SubscriptionId)} --location REGION",
            { Kind: ScopeKind.ManagementGroup, Id: { } id } => $"mg create --management-group-id {Word(id.Name)} --location REGION",
            _ => "tenant create --location REGION",
        };
        return $"// To see what it would do and then confirm it: az deployment {command} --confirm-with-what-if --template-file {Main}\n";
    }

    [GeneratedRegex(@"^// \d+ changes? that baseline plans for .*\.\z", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    private static string Word(string? name) => ShellWord.Quoted(Printable.Text(name ?? ""));
}
