using System.Text.RegularExpressions;

namespace Baseline.Azure;

/// <summary>What Azure takes for a name or an id.</summary>
internal static partial class AzureNames
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Guid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    [GeneratedRegex(@"^[a-z0-9]{3,24}\z", Options | RegexOptions.IgnoreCase)]
    public static partial Regex StorageAccount();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]\z", Options)]
    public static partial Regex Workspace();

    [GeneratedRegex(@"^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,48}[a-zA-Z0-9])?\z", Options)]
    public static partial Regex EventHubRule();

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9](-?[a-z0-9])*\z", Options)]
    public static partial Regex Container();

    [GeneratedRegex(@"^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,254}[a-zA-Z0-9])?\z", Options)]
    public static partial Regex EventHub();

    [GeneratedRegex(@"^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]\z", Options)]
    public static partial Regex Vault();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}\z", Options)]
    public static partial Regex Identity();

    [GeneratedRegex(@"^[a-zA-Z0-9-]{1,127}\z", Options)]
    public static partial Regex Key();

    [GeneratedRegex(@"^[0-9a-fA-F]{32}\z", Options)]
    public static partial Regex KeyVersion();

    [GeneratedRegex(@"^[^<>*%&:\\?+/\p{Cc}]{1,260}\z", Options)]
    public static partial Regex DiagnosticSetting();

    [GeneratedRegex(@"^[\w().-]{0,89}[\w()-]\z", Options)]
    public static partial Regex ManagementGroup();

    [GeneratedRegex(@"^[^<>*%&:\\?+/#\p{Cc}]{1,260}\z", Options)]
    public static partial Regex ActionGroup();

    [GeneratedRegex(@"^[\w().-]{0,89}[\w()-]\z", Options)]
    public static partial Regex ResourceGroup();

    [GeneratedRegex(@"^[a-z0-9]+(\.[a-z0-9]+)+(/[a-z0-9_-]+)+/(write|delete|action)\z", Options | RegexOptions.IgnoreCase)]
    public static partial Regex Operation();

    // What Azure itself says of an event: an operation, a type or a provider of Microsoft's, a category, the kind of an incident.
    [GeneratedRegex(
        @"^(microsoft(\.[a-z0-9]+)+(/[a-z0-9_-]+)*|[a-z0-9.]+(/[a-z0-9_-]+)+/(write|delete|action)"
            + @"|Administrative|Security|ServiceHealth|Alert|Recommendation|Policy|Autoscale|ResourceHealth|Incident)\z",
        Options | RegexOptions.IgnoreCase)]
    public static partial Regex OfEvent();

    [GeneratedRegex(@"^[a-z][a-z0-9]{1,49}\z", Options)]
    public static partial Regex Region();

    [GeneratedRegex(@"^[^=<>%&\\?/\p{Cc}]{1,512}(=[^\p{Cc}]{0,256})?\z", Options)]
    public static partial Regex Tag();

    [GeneratedRegex(@"^[^<>%&\\?/\p{Cc}]{1,512}\z", Options)]
    public static partial Regex TagName();

    [GeneratedRegex(@"^[a-zA-Z0-9]([\w.-]{0,78}\w)?\z", Options)]
    public static partial Regex Subnet();

    [GeneratedRegex(@"^([0-9]{1,3}\.){3}[0-9]{1,3}(/[0-9]{1,2})?\z", Options)]
    public static partial Regex AddressRange();

    [GeneratedRegex($@"^(/subscriptions/)?{Guid}\z", Options | RegexOptions.IgnoreCase)]
    public static partial Regex Subscription();

    [GeneratedRegex(
        $@"^/subscriptions/{Guid}/resourceGroups/[\w().-]{{1,90}}/providers/[\w.]+(/[\w-]+/[^/\s]+( [^/\s]+)*)+\z",
        Options | RegexOptions.IgnoreCase)]
    public static partial Regex ResourceInGroup();

    [GeneratedRegex(
        $@"^(/subscriptions/({Guid}|[^/\s]*\*[^/\s]*)(/resourceGroups/[^/\s]+)?|/providers/Microsoft\.Management/managementGroups/[^/\s]+)"
            + @"(/providers/[\w.*]+(/[\w*-]+/[^/\s]+)+)?\z",
        Options | RegexOptions.IgnoreCase)]
    public static partial Regex Pattern();
}
