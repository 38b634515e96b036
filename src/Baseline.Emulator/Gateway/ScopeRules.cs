using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>What the gateway refuses before a provider sees the request: unknown scopes, missing rights, missing parents.</summary>
internal sealed class ScopeRules(Tenant tenant)
{
    private readonly VersionRules _versions = new(tenant);
    private readonly RegistrationRules _registrations = new(tenant);

    public ArmResponse? Refusal(ArmCall call) =>
        _versions.Refusal(call)
        ?? UnknownSubscription(call)
        ?? Forbidden(call)
        ?? DisabledSubscription(call)
        ?? _registrations.Refusal(call)
        ?? MissingGroup(call)
        ?? MissingParent(call);

    /// <summary>What an unreadable entry answers to a read of <paramref name="path"/>.</summary>
    public static ArmResponse AnswerOf(Unreadable unreadable, ResourcePath path, string operation) => unreadable.Status switch
    {
        401 or 403 => Answer.Refused(
            unreadable.Status,
            unreadable.Code,
            $"The client '{Caller.ClientId}' with object id '{Caller.ObjectId}' does not have authorization to perform action "
            + $"'{path.Namespace}/{path.TypeNames}/{operation}' over scope '{ScopeText(path)}' or the scope is invalid. "
            + "If access was recently granted, please refresh your credentials."),
        404 when path.Type is "microsoft.resources/subscriptions" => Answer.Refused(
            404, unreadable.Code, $"The subscription '{path.Subscription}' could not be found."),
        404 when unreadable.Code is "ResourceNotFound" => Answer.ResourceNotFound(path),
        429 => Answer.Refused(
            429,
            unreadable.Code,
            $"Number of requests for action '{path.Namespace}/{path.TypeNames}/{operation}' exceeded the limit. "
            + "Please try again after '17' seconds.").With("Retry-After", "17"),
        _ => Answer.Refused(unreadable.Status, unreadable.Code, $"The request for '{path}' failed."),
    };

    private static string ScopeText(ResourcePath path) => path.IsCollection ? path.Scope.Text : path.Text;

    private static string OperationOf(ArmCall call) => call.Method switch
    {
        "GET" or "HEAD" => "read",
        "DELETE" => "delete",
        "POST" => "action",
        _ => "write",
    };

    private ArmResponse? UnknownSubscription(ArmCall call)
    {
        if (call.Path.Subscription is not { } id || tenant.FindSubscription(id) is not null)
        {
            return null;
        }

        var subscription = ResourcePath.Parse("/subscriptions/" + id);
        return tenant.UnreadableAt(subscription) is { } unreadable
            ? AnswerOf(unreadable, subscription, OperationOf(call))
            : Answer.Refused(404, "SubscriptionNotFound", $"The subscription '{id}' could not be found.");
    }

    private ArmResponse? Forbidden(ArmCall call)
    {
        var found = UnreadableScope(call.Path) ?? tenant.UnreadableAt(call.Path) ?? UnreadableList(call) ?? GoneSinceListed(call.Path);
        return found is not null && (call.IsRead || found.IsForbidden)
            ? AnswerOf(found, call.Path, OperationOf(call))
            : null;
    }

    private Unreadable? UnreadableScope(ResourcePath path)
    {
        for (var scope = path; !scope.IsTenant; scope = scope.Parent)
        {
            if ((scope.IsSubscription || scope.IsResourceGroup) && tenant.UnreadableAt(scope) is { } unreadable)
            {
                return unreadable;
            }
        }

        return null;
    }

    // Who may not list the settings of a resource may not read one of them by name either.
    private Unreadable? UnreadableList(ArmCall call)
    {
        var path = call.Path;
        return path.IsCollection || path.IsTenant || !call.IsRead
            ? null
            : tenant.UnreadableAt(ResourcePath.Parse(path.Text[..path.Text.LastIndexOf('/')]));
    }

    // A resource whose settings are said to be gone with it went away after it was listed, and says so itself when asked.
    private Unreadable? GoneSinceListed(ResourcePath path) =>
        path.ResourceGroup is not null
        && !path.IsCollection
        && !path.IsResourceGroup
        && tenant.UnreadableAt(ResourcePath.Parse(path.Text + "/providers/microsoft.insights/diagnosticSettings"))
            is { Status: 404, Code: "ResourceNotFound" or "ResourceGroupNotFound" } gone
            ? gone
            : null;

    private ArmResponse? DisabledSubscription(ArmCall call) =>
        call.IsRead || tenant.FindSubscription(call.Path.Subscription) is not { AcceptsWrites: false } subscription
            ? null
            : Answer.Refused(
                409,
                "ReadOnlyDisabledSubscription",
                $"The subscription '{subscription.Id}' is disabled and therefore marked as read only. "
                + "You cannot perform any write actions on this subscription until it is re-enabled.");

    private ArmResponse? MissingGroup(ArmCall call)
    {
        var path = call.Path;
        var isCreation = path.IsResourceGroup && !call.IsRead;
        return path.ResourceGroup is null || isCreation || tenant.HasResourceGroup(path)
            ? null
            : Answer.Refused(
                404, "ResourceGroupNotFound", $"Resource group '{path.ResourceGroup}' could not be found.");
    }

    private ArmResponse? MissingParent(ArmCall call)
    {
        for (var parent = call.Path.Parent; parent.ResourceGroup is not null && !parent.IsResourceGroup; parent = parent.Parent)
        {
            var isTopLevel = parent.Parent.IsResourceGroup;
            if (!isTopLevel || tenant.Resources.Find(parent) is not null)
            {
                continue;
            }

            return tenant.UnreadableAt(parent) is { } unreadable
                ? AnswerOf(unreadable, parent, "read")
                : Answer.ResourceNotFound(parent);
        }

        return null;
    }
}
