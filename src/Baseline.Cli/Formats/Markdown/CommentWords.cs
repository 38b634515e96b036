using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>What the sections of a comment share.</summary>
/// <param name="view">What is shown.</param>
internal sealed class CommentWords(PlanView view)
{
    private readonly AzurePortal _portal = new(view.Types, view.Plan.Estate.Cloud);

    /// <summary>What is shown.</summary>
    public PlanView View => view;

    /// <summary>The plan.</summary>
    public Plan Plan => view.Plan;

    /// <summary>The short names.</summary>
    public Addresses Addresses { get; } = view.Addresses();

    /// <summary>The address of a resource in the portal; null where none is known.</summary>
    public string? PageOf(ResourceId id) => _portal.PageOf(id);

    /// <summary>A resource by its name, which leads to the portal.</summary>
    public string Link(ResourceId id) => MarkdownText.Link(Addresses.Name(id), _portal.PageOf(id));

    /// <summary>The same with where it lies.</summary>
    public string LinkAndPlace(ResourceId id) =>
        Addresses.Place(id) is { Length: > 0 } place ? $"{Link(id)} ({MarkdownText.Prose(place)})" : Link(id);

    /// <summary>The vault, account or other resource that a change writes to, or to a part of, over its subscription.</summary>
    public string Cell(Change change)
    {
        if (Addresses.Parsed(change.Resource) is not { } id)
        {
            return MarkdownText.Code(ValueText.Resource(change.Resource));
        }

        var root = Addresses.WholeIds ? id : Addresses.Root(id);
        return $"{MarkdownText.Link(Addresses.Name(root), _portal.PageOf(root))}<br>{Place(root)}";
    }

    /// <summary>The subscription; with the group where two of the name lie there.</summary>
    public string Place(ResourceId root) => root.SubscriptionId is not { } guid ? "no subscription"
        : root.IsOfType(TypeNames.Subscription) ? "subscription"
        : MarkdownText.Prose(
            Addresses.Within(root, guid) is var name && name.EndsWith(')') && root.ResourceGroup is { } group
                ? $"{Addresses.Subscription(guid)} / {group}"
                : Addresses.Subscription(guid));
}
