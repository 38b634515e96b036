using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>What a failure means and what would help, by Azure's code and, where that is a general one, by its words.</summary>
/// <param name="Code">BL and four digits.</param>
/// <param name="Summary">What happened, in a few words.</param>
/// <param name="Fix">What would help, in full sentences.</param>
internal sealed record FailureMeaning(string Code, string Summary, string Fix)
{
    public static FailureMeaning Of(ArmFailure failure) =>
        OfWord(failure.Code, failure) ?? OfStatus(failure);

    private static FailureMeaning? OfWord(string code, ArmFailure failure) => code switch
    {
        "RequestDisallowedByPolicy" => new(
            "BL6032",
            "Azure Policy forbids the change",
            "Change the document so that the policy is met, or ask the owners of the assignment for an exemption."),
        "DenyAssignmentAuthorizationFailed" => new("BL6042", "A deny assignment forbids the change", DenyFix(failure)),
        "ScopeLocked" => new("BL6033", "A lock forbids the change", "Remove the lock while you apply."),
        "Conflict" when Says(failure, "Data sink") => new(
            "BL6034",
            "Another diagnostic setting already sends this log there",
            "Plan again: the setting that the message names can be counted or completed."),
        "MissingSubscriptionRegistration" or "SubscriptionNotRegistered" => Unregistered,
        "KeyVaultAuthenticationFailure" or "AccessPolicyNotConfiguredForKeyVault" => new(
            "BL6041", "The key vault does not let the account in", KeyVaultFix(failure)),
        "ConflictError" or "VaultAlreadyExists" when IsHeldByDeleted(failure.Message) => new(
            "BL6043", "Something soft-deleted holds the name", RecoverFix(failure)),
        "VaultAlreadyExists" or "StorageAccountAlreadyTaken" => new(
            "BL6039", "Azure refused the request", "Names of this type are unique in the whole cloud: choose another in the document."),
        "ResourceGroupNotFound" => new("BL6044", "The resource group does not exist", GroupFix(failure)),
        "StorageAccountNotAccessible" => new(
            "BL6045",
            "Azure Monitor can't reach the storage account",
            "Check that the account's firewall lets trusted Microsoft services in (networkAcls.bypass AzureServices) and that shared keys "
            + "are allowed (allowSharedKeyAccess), then run again."),
        "PrincipalNotFound" => new(
            "BL6039",
            "Azure refused the request",
            "A new identity can take minutes to be known everywhere: run again, what is done stays done."),
        "ContradictoryAnswers" => new(
            "BL6046", "The answer is not Azure's", "Run again. If it stays so, look for a proxy or gateway that answers in Azure's place."),
        "StorageAccountOperationInProgress" or "StorageAccountIsNotProvisioned" or "AnotherOperationInProgress" => new(
            "BL6039",
            "Azure refused the request",
            "Something else is still at work on the resource: run again once it has ended, what is done stays done."),
        "KeyVaultPolicyError" => new(
            "BL6039",
            "Azure refused the request",
            "Storage needs soft delete and purge protection on the vault: switch them on, then run again."),
        "SubscriptionNotFound" => new(
            "BL6039",
            "Azure refused the request",
            "The subscription does not exist, or the signed-in identity may not see it: check its id, its tenant and the roles, then "
            + "run again."),
        "ResourceNotFound" or "ParentResourceNotFound" => new(
            "BL6039",
            "Azure refused the request",
            "What the message names does not exist, or does not any more: plan again, which leaves out what is gone."),
        "ReadOnlyDisabledSubscription" => new(
            "BL6039", "Azure refused the request", "The subscription is disabled and takes no writes: enable it, or exclude it."),
        _ => null,
    };

    private static FailureMeaning OfStatus(ArmFailure failure) => failure switch
    {
        { Status: 409 } when Says(failure, "not registered to use") || Says(failure, "Please register the subscription") => Unregistered,
        { Status: 412 } => new("BL6040", "Something else changed it at the same time", "Plan again: what is done stays done."),
        { Status: 403 } => new("BL6031", "Not allowed", RoleFix(failure)),
        { Status: 401 } or { Code: "SignInFailed" } => new(
            "BL6001", "Azure sign-in failed", "Sign in again, to the tenant that the subscription belongs to."),
        { Status: 429 } => new(
            "BL6036", "Azure throttles the requests", "Wait some minutes and run again: what is done stays done."),
        { Status: 0 } => new("BL6037", "No answer from Azure", "Check the network and run again: what is done stays done."),
        { Status: >= 500 } => new("BL6038", "Azure failed", "Run again: what is done stays done."),
        { Status: < 300 } or { Status: 404, Code: ErrorBody.Unexplained } => new(
            "BL6046",
            "The answer is not Azure's",
            "Look for what stands between this machine and Azure, such as a proxy, a gateway or a sign-in page, and run again."),
        _ => new(
            "BL6039",
            "Azure refused the request",
            "Azure's message says what it wants: change the document or the resource accordingly, then plan again."),
    };

    private static FailureMeaning Unregistered { get; } = new(
        "BL6035", "A resource provider is not registered", "Register the provider that the message names in the subscription.");

    private static string RoleFix(ArmFailure failure) =>
        ErrorText.MissingPermission(failure.Message) is { } missing
            ? $"Grant the signed-in identity a role with {missing.Action} on {missing.Scope}, then run again."
            : "Grant the signed-in identity the missing role (\"baseline role\" prints the least it needs), then run again.";

    /// <summary>No role helps: a deny assignment wins over every role.</summary>
    private static string DenyFix(ArmFailure failure)
    {
        var found = ErrorText.DenyAssignment(failure.Message);
        var what = found is { } assignment ? $"deny assignment \"{assignment.Name}\" at {assignment.Scope}" : "the deny assignment";
        return $"No role wins over {what}, which whatever manages the resource made: exclude the resource or exempt it in the document, "
            + "or ask its owner.";
    }

    private static string KeyVaultFix(ArmFailure failure) =>
        Says(failure, "firewall") || Says(failure, "trusted") || Says(failure, "public network")
            ? "The vault's firewall keeps the storage account out: let trusted Microsoft services in "
                + "(az keyvault update --name VAULT --bypass AzureServices), then run again."
            : "Check the grant on the vault, and that its firewall lets trusted Microsoft services in. A new grant can take ten minutes "
                + "to spread: then run again, what is done stays done.";

    private static string RecoverFix(ArmFailure failure)
    {
        var id = ResourceOf(failure);
        return id?.Parent is { } vault && id.IsOfType(TypeNames.VaultKey)
            ? $"Recover the key (az keyvault key recover --vault-name {vault.Name} --name {id.Name}), or purge it, or name another; "
                + "then plan again."
            : $"Recover the vault (az keyvault recover --name {id?.Name ?? "NAME"}), or purge it where that is allowed, or name another; "
                + "then plan again.";
    }

    private static string GroupFix(ArmFailure failure) =>
        ResourceOf(failure) is { ResourceGroup: { } group, SubscriptionId: { } subscription }
            ? $"Create it (az group create --name {group} --subscription {subscription} --location REGION), or name another in the "
                + "document; then run again."
            : "Create it, or name another in the document; then run again.";

    /// <summary>Whether a refusal says that a deleted vault or key of that name can still be recovered.</summary>
    public static bool IsHeldByDeleted(string message) =>
        message.Contains("deleted", StringComparison.OrdinalIgnoreCase)
        || message.Contains("recoverable state", StringComparison.OrdinalIgnoreCase);

    private static ResourceId? ResourceOf(ArmFailure failure) =>
        failure.Operation.IndexOf('/', StringComparison.Ordinal) is var at and >= 0
        && ResourceId.TryParse(failure.Operation[at..], out var id)
            ? id
            : null;

    private static bool Says(ArmFailure failure, string words) => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
