using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Which meetings are somebody's: the one place that says it for all lists.</summary>
internal static class WhoseMeetings
{
    extension(MeetingsDb db)
    {
        /// <summary>Those that the person organizes, alone or by rights that are shared with them.</summary>
        public IQueryable<Meeting> OrganizedBy(PersonId person) =>
            db.Meetings.Where(m => m.OrganizerId == person || m.CoOrganizers.Any(o => o.PersonId == person));

        /// <summary>Those in which the person took part without organizing them, as long as they keep them in their list.</summary>
        public IQueryable<Meeting> TookPart(PersonId person)
        {
            var organized = db.OrganizedBy(person);
            return
                from participation in db.Participations
                where participation.PersonId == person && !participation.IsUnlisted
                join meeting in db.Meetings on participation.MeetingId equals meeting.Id
                where !organized.Any(own => own.Id == meeting.Id)
                select meeting;
        }
    }
}
