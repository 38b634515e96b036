using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>BL13xx: values that are well-formed each, but not together.</summary>
internal static class RuleDiagnostics
{
    public static Diagnostic EmptyScope(Place place) => place.Error(
        "BL1301", "Nothing in scope",
        "\"scope\" names neither the tenant nor a management group nor a subscription, so nothing would be looked at.",
        "Add one of:\n    tenant: true\n    managementGroups: [contoso]\n"
            + "    subscriptions: [11111111-1111-1111-1111-111111111111]");

    public static Diagnostic NoControls(Place place, IReadOnlyList<string> known) => place.Error(
        "BL1302", "No control",
        "\"controls\" names no control, so nothing would be demanded.",
        $"Add one of: {string.Join(", ", known)}.");

    public static Diagnostic EmptyExclusion(Place place, string where) => place.Error(
        "BL1303", "Exclusion without a field",
        $"\"{where}\" has none of \"resourceGroup\", \"tag\" and \"resource\", and so would exclude everything.",
        "Say what is excluded, or remove the entry.");

    public static Diagnostic UnknownWave(ScalarNode after, IReadOnlyList<string> known) => after.Place.Error(
        "BL1330", "Unknown wave",
        $"No entry of \"rollout\" is called \"{after.Text}\", so this wave would wait forever.",
        Suggestions.Nearest(after.Text, known) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : $"Name one of: {string.Join(", ", known)}.");

    public static Diagnostic WavesInCircle(ScalarNode name, IReadOnlyList<string> circle) => name.Place.Error(
        "BL1331", "Waves wait for each other",
        $"Each of these waves waits for the next, so that none could start: {string.Join(", ", circle)}.",
        "Remove one of the \"after\".");

    public static Diagnostic TwoWavesForTheRest(ScalarNode name, ScalarNode first) => name.Place.Error(
        "BL1332", "Two waves for the rest",
        $"\"{name.Text}\" has no \"only\" and would take what belongs to no other wave, as \"{first.Text}\" at {first.Place} does.",
        "Say under only what belongs to one of the two.");

    public static Diagnostic MappedWithoutNames(Place place, string where) => place.Error(
        "BL1304", "Mapped destination that names nothing",
        $"\"{where}.accept\" is \"mapped\", so that only what \"{where}\" names counts, but it names neither a storage account nor "
            + "a workspace nor an event hub. No log could ever be compliant.",
        "Add the account of each region:\n    storageAccounts:\n      westeurope: "
            + NamedType.StorageAccount.Example + "\n    or a workspace:\n    workspace: " + NamedType.Workspace.Example);

    public static Diagnostic NamedInVain(Place place, string where, string key, string word) => place.Error(
        "BL1310", "Destination that does not count",
        $"\"{where}.{key}\" names a destination of a kind that \"{where}.accept\" does not list, so it would have no effect.",
        $"Add {word} to the list of accept, or remove {key}.");

    public static Diagnostic NoneWithoutRegion(Place place, string where, string noun) => place.Error(
        "BL1311", "No destination for a log without a region",
        $"The activity log has no region, and \"{where}\" names a {noun} for certain regions only.",
        "Add the one for all that has no key of its own:\n    \"*\": <id>");

    public static Diagnostic GroupsInVain(Place place, string where, string category) => place.Warning(
        "BL1312", "Settings of management groups that can't count",
        $"\"{where}\" is \"count\", but the log of a management group has the categories Administrative and Policy only, "
            + $"and {category} is wanted as well. No setting of a management group is enough.",
        "Remove it, or want these two categories only.");

    public static Diagnostic ExportsDisagree(DeclaredExport export, DeclaredExport first) => export.Place.Error(
        "BL1313", "Controls that disagree on a log",
        export.Account != first.Account
            ? $"{export.Control} exports the {export.Log} to {export.Account} here, and {first.Control} to {first.Account} at "
                + $"{first.Place}: each would make a setting, and the log would be written twice."
            : $"{export.Control} calls its setting \"{export.SettingName}\", and {first.Control} calls it \"{first.SettingName}\", "
                + $"for the same account at {first.Place}: Azure takes only one setting that sends a category there.",
        export.Account != first.Account ? "Name the same account in both." : "Give both the same settingName.");

    public static Diagnostic NothingToProtect(Place place, string where, string example) => place.Error(
        "BL1360", "Nothing to protect",
        $"\"{where}\" has no key, so that nothing would be judged of the accounts that receive logs.",
        $"Say what must hold, such as:\n    {example}");

    public static Diagnostic LockedBeyond(Place place, int days, string control, int most) => place.Error(
        "BL1365", "Locked for longer than accepted",
        $"Locked policies of {Quantity.Of(days, "day")} keep each log for that long at least, and {control} accepts "
            + $"{Quantity.Of(most, "day")} at most: what is locked can't be mended.",
        $"Write {most} days or fewer here, or accept {days} in {control}.");

    public static Diagnostic SharedKeysStay(Place place, string where) => place.Error(
        "BL1361", "Shared keys are never switched off",
        $"\"{where}\" asks for something that may stop the logs: whoever writes a diagnostic setting hands Azure Monitor the keys of the "
            + "account, and Microsoft does not say that logs still arrive without them.",
        "Remove the key. Where logs need no keys, switch them off yourself and watch that logs still arrive.");

    public static Diagnostic NoReceivers(Place place, string control, IReadOnlyList<string> leading) => place.Error(
        "BL1362", "No control that leads to accounts",
        $"{control} judges the storage accounts to which other controls find logs exported, and the document has none of those.",
        $"Add one of: {string.Join(", ", leading)}.");

    public static Diagnostic LifecycleWithoutDays(Place place, string where) => place.Warning(
        "BL1305", "Lifecycle rule without days",
        $"\"{where}.manageLifecycle\" is true, but \"{where}.retentionDays\" accepts only 0, which keeps logs forever. "
            + "No rule is written; one that the tool wrote earlier is removed.",
        "Remove manageLifecycle, or accept a number of days greater than 0.");

    public static Diagnostic LifecycleWithoutRetention(Place place, string where) => place.Error(
        "BL1314", "Lifecycle rule without retention",
        $"\"{where}.manageLifecycle\" is true, but \"{where}.retentionDays\" is missing: nothing says after how many days a rule "
            + "would delete the log.",
        "Add retentionDays, such as [365] or { atLeast: 365 }, or remove manageLifecycle.");

    public static Diagnostic VersionOfNewKey(Place place, string where) => place.Error(
        "BL1306", "Version of a key to be created",
        $"\"{where}.version\" names a version, but Azure chooses the version of a key that it creates.",
        "Write version: latest, or remove what creates the key.");

    public static Diagnostic VaultWithoutTrustedServices(Place place, string where) => place.Error(
        "BL1320", "Vault that storage can't reach",
        $"\"{where}\" keeps trusted Microsoft services out of the vault. Storage comes as one of them, so no account could use its key.",
        "Write bypass: AzureServices, or leave it out.");

    public static Diagnostic SameRegion(Place place, string where, string region, Place first, string given) => place.Error(
        "BL1307", "Region named twice",
        $"\"{where}\" gives {given} to the region \"{region}\" already, at {first}.",
        "Remove one of them.");

    public static Diagnostic ExemptionWithoutControl(ScalarNode control) => control.Place.Warning(
        "BL1308", "Exemption without its control",
        $"The document does not have the control \"{control.Text}\", so this exemption has no effect.",
        "Remove the exemption, or add the control.");

    public static Diagnostic ExemptionOfOtherType(ScalarNode resource, string control, string judged) =>
        resource.Place.Warning(
            "BL1309", "Exemption of another type",
            $"{control} judges {judged}, so this exemption has no effect.",
            "Name the resource that the finding is about.");

    public static Diagnostic UnknownPart(ScalarNode part, IControlSettings settings) => part.Place.Error(
        "BL1363", "Exemption of an unknown part",
        settings.Parts.Count == 0
            ? $"{settings.Control} judges a resource as a whole, and knows no part \"{part.Text}\" of it."
            : $"{settings.Control} of this document judges nothing that is called \"{part.Text}\", "
                + "so this exemption would have no effect.",
        settings.Parts.Count == 0 ? "Leave \"part\" out, or name another control."
            : Suggestions.Nearest(part.Text, settings.Parts) is { } nearest ? $"Did you mean \"{nearest}\"?"

            // Slips come together: what was meant may be what the document says wrongly elsewhere, and so does not ask for yet.
            : Suggestions.Nearest(part.Text, settings.AllParts) is { } other && other != part.Text
                ? $"Did you mean \"{other}\"? Then {settings.Control} of this document must ask for it, too."
            : $"Use one of: {string.Join(", ", settings.Parts)}.");

    public static Diagnostic PartThatCannotBeRead(ScalarNode part) => part.Place.Error(
        "BL1364", "Part that can't be read",
        "An exemption with \"allow: unreadable\" is for the whole of a resource, and can't be for a part of it.",
        "Leave out \"part\", or \"allow\".");

    public static Diagnostic NothingToWatch(Place place, string where) => place.Error(
        "BL1350", "Nothing to be told of",
        $"\"{where}\" names no operation, and \"serviceHealth\" is not true, so nobody would be told of anything.",
        "Add operations:\n    operations: [cis, tamper]");

    public static Diagnostic CisWithoutServiceHealth(ScalarNode set, string where) => set.Place.Warning(
        "BL1351", "CIS without Service Health",
        "\"cis\" holds the ten operations of the section on alerts. From edition 4.0 on the section also asks for an alert on Service "
            + "Health, which is no operation.",
        $"Write true for {where}, or name the operations one by one.");

    public static Diagnostic AlertsOfOneName(Place place, string alert, string operation, string other, string where) => place.Error(
        "BL1352", "Two alerts of one name",
        $"The alerts for {operation} and for {other} would both be called {alert}, so that one would replace the other.",
        $"Write false for {where}, so that one alert watches for all operations, or leave one of the two out.");

    public static Diagnostic TypeWithoutLogs(ScalarNode type, IEnumerable<string> known) => type.Place.Warning(
        "BL1340", "Type without logs",
        $"No resource of type \"{type.Text}\", nor anything beneath one, is known to have logs, so this may have no effect.",
        Suggestions.Nearest(type.Text, known) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : "Look the type up in the list of resource logs of Azure Monitor. One that is newer than this release is right as it stands.");

    public static Diagnostic IdleType(ScalarNode type, string rule, string before) => type.Place.Warning(
        "BL1342", "Type decided before",
        $"\"{before}\" comes first and holds every type that \"{type.Text}\" names, so \"{rule}\" never decides about them.",
        "Remove one of the two; of two rules, let the one that names less come first.");

    public static Diagnostic UnknownCategory(ScalarNode category, IEnumerable<string> known) => category.Place.Warning(
        "BL1341", "Unknown category",
        $"None of the types of this rule is known to have the log category \"{category.Text}\", so this may have no effect.",
        Suggestions.Nearest(category.Text, known) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : "List what a resource offers with:\n    az monitor diagnostic-settings categories list --resource <resource id>");
}
